"""What invented children and families say, and why others were not asked. Nobody is named."""

from qa_app.audits.rules import Part, WhyNot
from qa_app.voices.rules.families import Better

YOUNG = 10

# By the code of the question; of a younger child and of an older one.
CHILD = {
    "c-who": (
        (
            "She comes on Tuesdays. She helps mum with the house.",
            "Because of the shouting. She asks me if I am all right.",
            "Yes. We draw and she writes it down.",
            "A lady with a green bag. I do not know why.",
            "She comes to see if we have food and beds.",
        ),
        (
            "Yes. It is because I went missing, and she wants to know I am safe.",
            "I have had three since summer. I stopped learning their names.",
            "He comes every other week and tells me what is next. It makes sense now.",
            "Sort of. Nobody sat down with me and said it in one go.",
            "I know why. I would like it if he did not come in school time.",
        ),
    ),
    "c-listen": (
        (
            "She listens. She got me a bed by the window.",
            "Yes, when we play. Not when mum talks.",
            "I told her about the dog and now he stays outside.",
            "I do not like talking to them.",
        ),
        (
            "I said I want to see my sister more. It took ages, but now it is every Saturday.",
            "They write it down. Then nothing happens.",
            "When I said that I hate the taxi they changed it the same week.",
            "She rings back. That is the main thing.",
            "They ask me in front of my carer, so I say it is fine.",
        ),
    ),
    "c-better": (
        (
            "It is quieter at bedtime.",
            "I see my nan again. I still wake up at night.",
            "Mum laughs more.",
            "It is the same. My brother still breaks my things.",
        ),
        (
            "School is better since I have somebody to go to. Home is up and down.",
            "I feel safer here. I miss my friends.",
            "Money is sorted and I have my own key. I want to learn to cook.",
            "Not much. Everybody is waiting for the court.",
        ),
    ),
    "c-plan": (
        ("I do not know what that is.", "That we stay at nan’s until the house is ready."),
        (
            "I have a copy. I would change how long it takes.",
            "I went to my meeting and chaired a bit of it.",
            "I have heard there is one. I have not seen it.",
            "College, then my flat. It is my plan, she just types it.",
        ),
    ),
    "c-tell": (
        (
            "Come when you say you will come.",
            "I want to stay at my school.",
            "Bring the felt tips again.",
        ),
        (
            "Tell me before you tell everybody else.",
            "Stop changing my worker.",
            "Ask me on my own, not in the kitchen with everybody there.",
            "Text me instead of ringing.",
            "Thank you for the bike. Really.",
        ),
    ),
}

FAMILY = {
    "f-why": (
        "After the police came in spring. I have to show that it is calm at home, and that he stays away.",
        "Because of my drinking. They want to see three months without, and I am at nine weeks.",
        "I asked for help with his behaviour, and I got it. We are nearly done.",
        "Nobody told me straight what has to change. I find out at meetings.",
        "We look after our grandchildren now, and they help us with the court and with school.",
        "At first I thought they wanted to take them. Now I know it is about getting them to school and to bed.",
    ),
    "f-listen": (
        "She does what she says. If she is late she rings.",
        "They listen, and then the next one comes and I start again.",
        "Yes. She turned up at the hospital with me.",
        "I am the dad and nobody rang me until the second meeting.",
        "Mostly. The reports have our words in them, which I did not expect.",
        "It is hard to get hold of anybody. I leave messages.",
    ),
    "f-better": (
        "The children sleep. I sleep. The flat is still damp.",
        "He goes to school four days in five. We are waiting for the assessment.",
        "We row less. The parenting group was the thing.",
        "Not a lot. Lots of visits, and we still wait for the housing letter.",
        "She smiles again and sees her dad every other Sunday with my mum there.",
    ),
    "f-plan": (
        "I have it on the fridge. It is two pages, and I can read it.",
        "I have it, but it is long and I do not understand half of it.",
        "It was explained to me in my language on the telephone. I would like it on paper too.",
        "Not yet. She said it is coming.",
    ),
    "f-wrong": (
        "Ring before you come when it is not an unannounced visit.",
        "Talk to his dad as well as to me.",
        "The first report said things about me that were not true. They put it right when I asked.",
        "Nothing. She is good, tell her that.",
        "Fewer workers. We are on our fourth.",
        "Ask what we need before you send us on another course.",
    ),
}

# How often life is better, among those who answered.
BETTER = {Better.BETTER: 52, Better.SAME: 27, Better.WORSE: 9, Better.NOT_SAID: 12}

# Why the others were not asked, as often as this; by words where they need some.
WHY_NOT = {
    Part.CHILD: {
        WhyNot.TOO_YOUNG: 22,
        WhyNot.NOT_CHECKED: 14,
        WhyNot.NO_TIME: 18,
        WhyNot.NOT_REACHED: 14,
        WhyNot.NOT_RIGHT_NOW: 10,
        WhyNot.NOT_SAFE: 8,
        WhyNot.LEGAL: 8,
        WhyNot.DECLINED: 16,
    },
    Part.FAMILY: {
        WhyNot.NOT_REACHED: 28,
        WhyNot.NOT_CHECKED: 12,
        WhyNot.NO_TIME: 18,
        WhyNot.NOT_RIGHT_NOW: 8,
        WhyNot.NOT_SAFE: 10,
        WhyNot.LEGAL: 10,
        WhyNot.NOT_INVOLVED: 4,
        WhyNot.DECLINED: 15,
    },
}
SAYING = {
    WhyNot.NO_TIME: (
        "On duty all week, and the audit was due.",
        "I left it until the end. I will ask earlier next month.",
    ),
    WhyNot.NOT_REACHED: (
        "Rang three times, in the morning and after school.",
        "Two calls and a message through the practitioner.",
        "Went with the practitioner; nobody was in.",
    ),
    WhyNot.NOT_RIGHT_NOW: (
        "There was a death in the family last week.",
        "They moved yesterday. The practitioner asks us to wait.",
        "The baby is due this week.",
    ),
}

WORRIES = (
    "Visits are put off on the same day, and nobody says when the next one is.",
    "The report went to the other parent with the new address in it.",
    "The school was told more than was agreed.",
    "Family time ends early because nobody is free to supervise.",
)
COMPLAINTS = (
    "A worker spoke to me as if I were a child, in front of my children.",
    "I have asked for my records for four months.",
    "Nobody said sorry for the wrong report.",
)
HEAR_BACK = ("Whether what I said changes anything.", "What the audit says about the plan.")
PASSED_TO = ("Team manager", "Service manager", "Complaints team")
TOLD = (
    "The team manager rang, said sorry and agreed days for visits until Easter.",
    "The report was put right, and the new one was sent the same week.",
    "The complaints team has written with a name and a date by which they answer.",
    "What they said is in the plan now, and the practitioner went through it with them.",
    "Nothing more can be done about the date of the hearing. We said so, and why.",
)
TRIED = "Rang four times over two weeks, and wrote. They have moved, and nobody knows where to."
