"""What invented practitioners said about invented audits."""

from qa_app.audits.rules import WhyNot

SAID = {
    "proud": (
        "He lets me in now. It took four months, and I never sent anybody else in my place.",
        "We found an aunt nobody had asked, and she came to the family meeting.",
        "Mum says that she reads the plan, because for once it is written for her.",
        "Her own words are in the review, and the review did what she asked for.",
        "The school rings me before it becomes a crisis.",
        "We stopped a move that would have been his third this year.",
    ),
    "changed": (
        "She sleeps at home and goes to school four days out of five.",
        "Dad sees them every Sunday, without anybody having to be in the room.",
        "Not enough yet. The house is safer, and he is still out at night.",
        "He has one worker where he had five.",
        "The baby is weighed, fed and seen, and Mum is no longer frightened of us.",
    ),
    "in-the-way": (
        "I had twenty-three children in spring. Visits were made; writing them up was late.",
        "We waited eleven weeks for the assessment of his speech.",
        "Three managers in a year, and each wanted the plan written another way.",
        "The interpreter was cancelled twice.",
        "Nothing. I had the time I needed, and a manager who asked good questions.",
    ),
    "differently": (
        "I would see her alone in the first week, and not wait for the meeting.",
        "I would write down why we decided against it, not only that we did.",
        "I would ask for the father’s side before the assessment was finished.",
        "I would bring the family group meeting forward by two months.",
    ),
    "know": (
        "The record begins in another team, and their notes are under the brother’s reference.",
        "Supervision of July was held. It is in my notebook and not on the record.",
        "A court case runs at the moment, so parts of the file are closed.",
    ),
}
WHY_GRADED = (
    "The record shows it, I think.",
    "It was done well, and written up late.",
    "We did what we could with the staff we had.",
    "The decision was right. The reasons should stand there, and do not.",
    "I am sure of this one: look at the visits in autumn.",
    "",
    "",
)
NOTES = (
    "We began with what went well: the work with the grandparents. Both of us see that the plan has no dates. "
    "She will put that right with her manager this week.",
    "He knew before I said it that the visits in spring were too far apart, and told me why. We agreed what "
    "would have helped: somebody to cover when two colleagues left at once.",
    "A good hour. We looked at the chronology together, and she found the gap herself. Next step: supervision "
    "looks at it once a month until it is up to date.",
    "We did not agree on the grade for planning. I told her what I would have needed to see. She will write "
    "down what she thinks is missing from the audit.",
    "He was glad that somebody read it from beginning to end. The direct work is the best I have seen this "
    "year. We asked whether the team could see it, and he said yes.",
)
NOT_WANTED = (
    "She had moved to another team and asked to read it by herself. Her new manager knows.",
    "I rang twice and wrote once. He would rather read it first and come to me with questions.",
    "They said that they had no hour to spare this month. I told them in a few sentences on the telephone.",
)
ANSWERS = (
    "I agree with most of this. Thank you for reading the whole of it.",
    "This is fair. I would have liked a word on how long the family waited for help from others.",
    "It is the first audit in which somebody asked me first.",
)
DISPUTES = (
    (
        "The visit of March was made. It stands under the sister’s reference, with the same date.",
        "I looked there and found it. Thank you. It changes the dates and not what I made of them.",
    ),
    (
        "The manager’s decision is on the record: it is an attachment to the strategy discussion.",
        "I have read it again. It says what was decided and not why, so I leave the sentence as it is.",
    ),
)
WHY_NOT = {
    WhyNot.NO_TIME: 40,
    WhyNot.AWAY: 30,
    WhyNot.NOT_INVOLVED: 15,
    WhyNot.LEGAL: 5,
    WhyNot.DECLINED: 10,
}
MORE = ("", "", "", "I am in court all week.", "I moved teams in the meantime.")

WAS_RIGHT = "I have read the record where you two differ. It says what the practitioner wrote."
STOOD = "I have read the record where you two differ. It says what the auditor wrote."
