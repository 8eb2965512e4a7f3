"""Of plans, reviews, endings and agreement."""

from qa_app.cli.demo.words.parts import Issue, Strength, Words

PLANNING = {
    "PLAN": Words(
        (
            Strength(
                "PLN1",
                (
                    "{n} aims, each about the {x} and not about what a parent attends.",
                    "Mum could tell me what has to change and how we will all see it.",
                    "The plan fits on two pages, in words the {x} can read.",
                    "It says what happens if nothing changes by {m}, and everybody knows.",
                ),
                ("pl2-1", "pl2-1a", "pl2-7", "pl2-8"),
            ),
            Strength(
                "FAM4",
                (
                    "The help in the plan began within {n} weeks of being promised.",
                    "Help was fitted to what this family could manage, one thing first.",
                ),
                ("pl2-6",),
            ),
        ),
        (
            Issue(
                "actions-not-aims",
                "PLN1",
                (
                    "The aims are things for mum to attend. None says what is different for the {x}.",
                    "{w} actions, no order. I could not tell what comes first.",
                    "“Continue to monitor” is in it {n} times.",
                    "You could put this plan on another {x}’s record and not notice.",
                ),
                "Rewrite the plan with the family: three aims, each saying what will be different for the {x}.",
                ("pl2-1", "pl2-2"),
            ),
            Issue(
                "no-second-plan",
                "RSK6",
                (
                    "No word on what happens if this does not work.",
                    "The plan for if things get worse is “contact the team”.",
                ),
                "The plan needs to say what we will do, and by when, if things do not change.",
                ("pl2-7",),
            ),
            Issue(
                "help-waits",
                "FAM4",
                (
                    "The parenting course was promised in {m}. They are still on the list.",
                    "Help came {w} weeks after the plan, when the crisis was past.",
                ),
                "Say what the family gets while they wait, and who chases it.",
                ("pl2-6",),
            ),
        ),
        (
            "Mornings are calmer, and the {x} gets to school with breakfast.",
            "Two of the {n} aims have been met. The {x} has noticed.",
            "The {x} knows what the plan is for and says that it is helping.",
        ),
        (
            "Lots was done. Little of it has reached the {x}.",
            "The plan runs; the {x}’s days are as they were in {m}.",
        ),
    ),
    "REVIEW": Words(
        (
            Strength(
                "PLN3",
                (
                    "The review of {d} goes through the plan aim by aim and says what has changed.",
                    "The people who matter came, and school sent a report ahead.",
                    "Where an aim stood still the review says so and does something about it.",
                    "The core group met every {n} weeks and drove the plan.",
                ),
                ("pl4-2", "pl4-4", "pl4-1e"),
            ),
        ),
        (
            Issue(
                "tells-not-weighs",
                "PLN3",
                (
                    "The review tells what was done. Whether it helped is not asked.",
                    "The same aim has stood still since {m}, and {n} reviews let it pass.",
                    "Minutes read like the minutes before.",
                ),
                "Go aim by aim and write what is different for the {x}, or that nothing is.",
                ("pl4-2", "pl4-4"),
            ),
            Issue(
                "late-core-groups",
                "PLN3",
                (
                    "The core group was late in {m} and again after that.",
                    "Health came to {n} of the meetings. No apologies, no reports.",
                    "The core group hears about the plan rather than running it.",
                ),
                "Set the dates for six months at once, and chase whoever does not come.",
                ("pl4-1e",),
            ),
        ),
        (
            "The plan was changed in {m} because it was not working, and now it does.",
            "People do what they said at the last meeting, and the {x} has the benefit.",
        ),
        (
            "Meetings were held. The {x} would not know.",
            "The {x} has been on a plan for {w} months, and the same aim is still open.",
        ),
    ),
    "TRANSITION": Words(
        (
            Strength(
                "PLN5",
                (
                    "The ending was planned with the family, who said in {m} that they were ready.",
                    "The next practitioner met the {x} before the last one left.",
                    "The {x} has a letter that says what changed and whom to ring.",
                ),
            ),
        ),
        (
            Issue(
                "abrupt",
                "PLN5",
                (
                    "Closed on {d}, {n} days after the last visit. Nobody said goodbye.",
                    "Stepped down because visits were refused, not because it was safe.",
                    "Adult services were asked in {m}, which was late.",
                ),
                "Plan the ending with the {x} and those who stay, and say who will notice if it goes wrong.",
            ),
        ),
        (
            "The family manage without us, and the school sees it too.",
            "The {x} moved on with somebody they know at their side.",
        ),
        (
            "The {x} lost a practitioner they trusted, without a word of why.",
            "We left. What had changed was not yet firm.",
        ),
    ),
    "CONSENT": Words(
        (
            Strength(
                "FAM2",
                (
                    "The family was asked, and understood what they were agreeing to. It says so.",
                    "The choice was explained twice, the second time with somebody they trust.",
                ),
            ),
        ),
        (
            Issue(
                "a-tick",
                "FAM2",
                (
                    "Consent is a tick. What was explained is not said.",
                    "Nobody looked again at whether they still agree since {m}.",
                ),
                "Write what was explained, what they said, and when it will be asked again.",
            ),
        ),
        ("Help was wanted, and so it was used: the {x} has breakfast club and a mentor.",),
        ("The family felt that they had no choice, and the {x} picked that up.",),
    ),
}
