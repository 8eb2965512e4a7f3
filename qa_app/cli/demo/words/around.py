"""Of family, friends, partners and whoever looks at it from outside."""

from qa_app.cli.demo.words.parts import Issue, Strength, Words

AROUND = {
    "FAMILY": Words(
        (
            Strength(
                "FAM2",
                (
                    "Dad was visited at his own place on {d}, and his view stands beside mum’s.",
                    "The practitioner is honest with the parents and they say so.",
                    "What is hard was said kindly, in {m}, and the family stayed with it.",
                ),
            ),
            Strength(
                "FAM3",
                (
                    "The grandmother and an aunt are part of the plan, with what each does.",
                    "A family group meeting was held in {m}. The family’s plan is the plan.",
                ),
            ),
        ),
        (
            Issue(
                "fathers",
                "FAM2",
                (
                    "The plan is mum’s to carry out. Dad is not asked to do anything.",
                    "Father was invited to the meeting by letter, to an old address.",
                    "What the father thinks is told by mum.",
                ),
                "See the father, ask what he sees and what he can do, and put it in the plan.",
            ),
            Issue(
                "no-family-meeting",
                "FAM3",
                (
                    "A family group meeting was recommended in {m}. Nothing shows that it was offered.",
                    "Nobody asked who in the family could help.",
                ),
                "Offer the family group meeting now, in person.",
            ),
        ),
        (
            "The {x} sees their dad every week, and it goes well.",
            "The wider family know what is happening and share the load.",
        ),
        (
            "Half of the {x}’s family is missing from our work.",
            "Mum carries it alone, and the {x} worries about her.",
        ),
    ),
    "NETWORK": Words(
        (
            Strength(
                "FAM3",
                (
                    "An uncle came forward because somebody asked, in {m}.",
                    "The {x} named {n} safe people, and each of them was rung.",
                ),
            ),
        ),
        (
            Issue(
                "asked-late",
                "FAM3",
                (
                    "The wider family was first asked in {m}, when court papers were being written.",
                    "The map of people round the {x} has two names on it.",
                ),
                "Ask early and ask again who else cares about this {x}.",
            ),
        ),
        ("The {x} stays with family at weekends, where they are safe.",),
        ("The {x} has nobody to ring at night but us.",),
    ),
    "MULTIAGENCY": Words(
        (
            Strength(
                "SYS4",
                (
                    "School, health visitor and police all say the same when asked what comes next.",
                    "Health wrote ahead of the meeting of {d}, and it was used.",
                    "Where partners disagreed in {m} it was talked through and settled.",
                ),
            ),
        ),
        (
            Issue(
                "partners-absent",
                "SYS4",
                (
                    "The health visitor left in {m}. Nobody has taken her place at the meetings.",
                    "School knew about the absences and we did not ask.",
                    "Minutes went out {w} weeks after. Partners worked from memory.",
                ),
                "Name one person in each service, and ring before the meeting.",
            ),
        ),
        (
            "The adults round the {x} work as one, and they feel it.",
            "The {x} tells it once, and everybody who needs to knows.",
        ),
        (
            "The {x} gets three different answers from three of us.",
            "What one service knew did not reach the others, and the {x} waited.",
        ),
    ),
    "IRO": Words(
        (
            Strength(
                "CIC6",
                (
                    "The reviewing officer saw the {x} before the meeting, and again in {m}.",
                    "A concern was raised informally, then formally, and the plan moved.",
                ),
            ),
        ),
        (
            Issue(
                "unseen-chair",
                "CIC6",
                (
                    "The reviewing officer is seen on the day of the review and not between.",
                    "The plan drifted from {m} and no concern was raised.",
                ),
                "A look between reviews, and a formal concern when the plan is late.",
            ),
        ),
        ("The {x} knows their reviewing officer and rings them.",),
        ("The {x} has somebody independent on paper only.",),
    ),
}
