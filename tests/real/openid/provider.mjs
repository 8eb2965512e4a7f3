// A real OpenID provider for tests, on 127.0.0.1 alone. Whoever is named at its sign-in page is
// signed in; what it says of them stands below. Prints its address when it is ready.

import { createServer } from "node:http";

import Provider from "oidc-provider";

const [, , redirectUri] = process.argv;

const PEOPLE = {
  ada: { email: "ada@northshire.example", email_verified: true },
  "ada-renamed": { email: "ada@northshire.example", email_verified: true },
  unverified: { email: "ben@northshire.example", email_verified: false },
  unknown: { email: "nobody@northshire.example", email_verified: true },
  southern: { email: "cara@southshire.example", email_verified: true },
  entra: { preferred_username: "ada@northshire.example" },
  owned: { email: "dev@northshire.example", xms_edov: true },
};

const claims = ["email", "email_verified", "xms_edov", "preferred_username"];

const configuration = {
  clients: [
    {
      client_id: "qa",
      client_secret: "a secret for tests alone",
      redirect_uris: [redirectUri],
      grant_types: ["authorization_code"],
    },
  ],
  claims: { openid: ["sub"], email: claims, profile: [] },
  conformIdTokenClaims: false,
  cookies: { keys: ["for tests alone"] },
  features: { devInteractions: { enabled: true } },
  pkce: { required: () => true },
  scopes: ["openid", "email", "profile"],
  // Nothing is asked twice: what a person may tell was settled when the account was made.
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope("openid email profile");
    await grant.save();
    return grant;
  },
  findAccount: async (ctx, name) => ({
    accountId: name,
    claims: async () => ({ sub: name, ...PEOPLE[name] }),
  }),
};

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, configuration);
  server.on("request", provider.callback());
  console.log(JSON.stringify({ issuer }));
});
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
