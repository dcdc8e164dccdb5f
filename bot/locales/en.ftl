# Every sentence the bot says, in English. Values in { } are filled in; the names are the same in every language.
# Texts are Markdown: **bold**, _italic_, `code`, lines that begin with "- ".

## Asking

welcome = Hello! I answer questions about this seminar: **{ $seminar }**. I say what the organisers wrote, and name the source. When I don't know, I say so. Ask in your own words, in English or French.
help =
    {""}**Ask me about the seminar in your own words, in English or French.**
    - Here, in a direct message, or by mentioning me in a channel; I answer in the thread.
    - `/seminar when did it take place?` gives an answer that only you can see.
    - `/seminar recommendations` lists the recommendations and where they stand; you can add a theme, a level, a country, a status.
    - Ask how things stand in your own words, as in "where do we stand on cooperation?".
    - `/seminar mine` shows what you carry, stand in for or confirm; there you also say how it stands.
    - `/seminar dates` gives you your own due dates for your calendar; `/seminar progress` draws how things stand, for a theme, a level or a country where you add one.
    - `/seminar` and a reference, as in `/seminar BUC-2012-R01`, shows one recommendation.
    - `/seminar language` lets you choose the language of my answers; `/seminar privacy` says what is kept of you, gives you a copy, or erases it.
    - `/seminar help` shows this text.

    I only say what the organisers wrote, and name the source. When I am not sure I offer you a choice; when I don't know I say so, and you can send the question to the organisers with one click. I am a program: nobody watches what you write here. Please send no case details and no names of victims.

    To talk to people: { $contact }.
introduction = Hello! I answer questions about this seminar: **{ $seminar }**. To ask me here, begin with “@” and my name{ $asked ->
    [yes] , as in: “{ $example }”
   *[no] { "" }
    }. I answer in the thread, in English or French, with the source. What only you should read, ask in a direct message or with `/seminar`. Please send no case details and no names of victims.
command-guess = Did you mean the command `/seminar { $command }`?
choices = { $count ->
    [one] I am not sure what you mean. Is it this?
   *[other] I am not sure what you mean. Which of these is it?
    }
choice-gone = That answer is no longer there: the organisers have changed it since. Please ask again in your own words.
unknown = I don't know: the organisers have not written an answer to that. You can put it in other words, send it to the organisers, or turn to { $contact }.
too-long = That is too long for me: I understand questions of up to { $limit } characters. What would you like to know, in one sentence?
note-other-language = I have this answer only in { $name }.
note-question-in = I take your question to be in { $name }; I answer in { $languages } only. If this misses your question, please ask it in one of these.
note-question-elsewhere = I answer in { $languages } only. If this misses your question, please ask it in one of these.
passage = The organisers have not written an answer to that. The document **{ $title }** says, { $place }:
passage-below = under “{ $headings }”, paragraph { $paragraph }
passage-paragraph = paragraph { $paragraph }
quoted = “{ $text }”
choices-beside = { $count ->
    [one] Or do you mean this?
   *[other] Or do you mean one of these?
    }
note-quoted-language = The document is in { $name }.
note-expired = This was confirmed until { DATETIME($day, dateStyle: "long") }; it may have changed since.
note-others-can-read = Only you see this answer, but others here can read what you wrote. You can delete it: hover over your message, or hold it down, then choose Delete.
sent-directly = I have answered you directly: what I say is for organisers alone.

source = Source:
send-to-organisers = Send to the organisers
passed-on = Thank you. I kept your question for the organisers, who will find it in their list; names, addresses and numbers I recognised are hidden.
already-passed-on = Your question is with the organisers already.
feedback-ask = Was this right?
feedback-yes = Yes
feedback-no = No
feedback-right = Thank you, noted: this was right.
feedback-wrong = Thank you, noted: this was not right. You can put the question in other words.
expected-ask = What did you expect?
expected-other = Something else
expected-title = What did you expect?
expected-words = In your words
expected-hint = This goes to the organisers together with your question; names, addresses and numbers I recognise are hidden. Your choice among entries is only counted.
expected-sent = Thank you. The organisers have it now, and their answer comes to you here.
already-rated = You have told me already, thank you.
status = is looking that up…
prompts-title = You could ask
command-seminar = asks about the seminar, or shows the recommendations; only you see the answer
command-seminar-admin = for organisers: the knowledge, the roster, the reminders

## What is kept of people

privacy-notice = In short, what is kept of you: a question that I answer is counted, and its text is not kept. One that you send to the organisers is kept, with the names and numbers that I recognise hidden, until { $days } days after it is dealt with. `/seminar privacy` has all the rest and your rights; there you get a copy of what is held of you, or have it erased. Responsible, and whom to ask: { $contact }. Please send no case details and no names of victims.
privacy =
    {""}**What is kept of you, and what you can do about it**

    Responsible, and whom to ask: { $contact }. It is kept to answer questions about the seminar and to follow up its recommendations, for nothing else. It stays with the organisers' bot; nothing leaves it but what is posted in Slack, which keeps its own copy of every message as your workspace has set it.
kept-line = **{ $what }**: { $time }. { $who }
kept-roster = Your row of the list of participants (name or post, role, country, organisation, address, language, absence, Slack id)
kept-roster-time = until the organisers take you out of their list, or you have it erased
kept-assignments = What is assigned to you, and its history: what was reported and confirmed when, notes, evidence
kept-assignments-time = what became of it and when stays; who did what, notes and evidence go { $days } days after it is closed
kept-messages = Which reminders went to you, and when; not their text
kept-messages-time = until { $days } days after all that they speak of is closed
kept-questions = Questions that you send to the organisers, masked, and where you asked
kept-questions-time = until { $days } days after an organiser has dealt with them, { $more } days where nobody does
kept-acquaintances = That you were told this, and the language that you chose
kept-acquaintances-time = { $days } days
kept-conversations = What your conversations are about (which seminar, which entry), without what was said
kept-conversations-time = one day
kept-handled = Ids of messages and clicks, so that nothing happens twice, and of threads that I answered in
kept-handled-time = { $days } days
kept-drafts = What organisers wrote or sent (an answer, a list of participants), looked at and have not decided yet
kept-drafts-time = until they decide, and no more than two hours; all of it goes when anybody is erased
kept-audit = What organisers do, and what is done to assignments, with the Slack id of whoever did it
kept-audit-time = { $days } days
kept-knowledge = The knowledge that I answer from, in its last versions, and which organiser added what to it
kept-knowledge-time = until newer versions take their place
kept-counts = How often each entry is asked for, by day, and by nobody in particular
kept-counts-time = for good
seen-by-nobody = Nobody looks at it.
seen-by-organisers = The organisers see it.
seen-by-parts = The organisers see it, and those who have a part in the same assignment.
privacy-rights =
    {""}**Your rights**
    - See: `/seminar privacy export` sends you a copy, directly and to nobody else.
    - Erase: `/seminar privacy erase` takes you out of everything, within a minute. That something was assigned, reported and confirmed on its day stays, because others rely on it; your name in it is replaced by one that is made up.
    - Correct, limit, object: ask { $contact }. If the answer does not do, you can turn to your data protection authority.

    I am a program: nobody watches what you write here. Please send no case details and no names of victims.
privacy-do-export = Send me a copy
privacy-do-erase = Erase what is held
privacy-do-really = Erase all of it
privacy-do-keep = Keep it
privacy-export-offer = You get a copy of everything that is held of you, as JSON, in our direct messages and nowhere else.
privacy-export-sent = { $count ->
    [one] Your copy is in our direct messages.
   *[other] Your copy is in our direct messages, in { $count } parts that follow on from each other.
    }
privacy-export-unsent = I cannot write to you directly, so nothing was sent. Open a conversation with me (under Apps, on the left), then ask for your copy there.
privacy-export-part = Everything that is held of you, part { $part } of { $count }:
privacy-erase-offer = { $count ->
    [0] **Erase everything that is held of you?** Nothing is assigned to you. It is done at once, in every place, and cannot be undone.
    [one] **Erase everything that is held of you?** What is assigned to you closes, and the organisers are told that somebody left. That it was assigned, reported and confirmed on its day stays in the history, under a name that is made up. It is done at once, in every place, and cannot be undone.
   *[other] **Erase everything that is held of you?** The { $count } assignments that are yours close, and the organisers are told that somebody left. That they were assigned, reported and confirmed on their day stays in the history, under a name that is made up. It is done at once, in every place, and cannot be undone.
    }
privacy-erased = { $count ->
    [0] It is done: nothing is held of you any more. Slack keeps the messages that we exchanged; you can delete yours there. Should you write to me again, I will treat you as somebody new.
   *[other] It is done: nothing is held of you any more, your assignments are closed, and the organisers know that somebody left. Slack keeps the messages that we exchanged; you can delete yours there. Should you write to me again, I will treat you as somebody new.
    }
privacy-kept = Nothing was erased.
told-erased = A participant has had themselves erased, as is their right; what was assigned to them is closed. Please take them out of your roster file too, or the next load brings them back, and assign anew what has to go on.
language-offer = In which language shall I answer you?
language-name = English
language-auto = That of my question
language-chosen = From now on I answer you in English, whatever language you ask in. `/seminar language` changes it.
language-as-asked = From now on I answer in the language of your question again, where I can tell it.
reminder-privacy = What is kept of you, and your rights: `/seminar privacy`

## The record of processing

record =
    {""}# Record of processing

    Written by `python run_bot.py privacy` from the settings in force and the knowledge; run it again after changing either. { $example ->
        [yes] These are the settings as they come.
       *[no] These are the settings of this installation.
    }

    - **Responsible, and whom to ask:** { $contact }.
    - **Why:** to answer questions about the seminar, to follow up its recommendations, and to tell the organisers what people ask and could not be answered. Nothing is sold, profiled, or given to others.
    - **Of whom:** those who write to the bot, those who are in the organisers' roster, and the organisers.
    - **Recipients:** Slack, which carries the messages under the workspace's own terms ({ $slack }); nobody else. No text is sent to any other service.
    - **Where:** { $ledger }. Backups are whoever runs the bot's business, and their times too: what is erased here stays in a backup until that is overwritten.
    - **Who decides:** { $organisers }.
record-ledger-sqlite = on the machine that runs the bot, in an SQLite file (`{ $place }`)
record-ledger-server = in a PostgreSQL database ({ $place })
record-organisers = { $count ->
    [0] nobody is an organiser yet (`SUIVI_ORGANISERS` is empty)
    [one] the organisers, by one Slack id in `SUIVI_ORGANISERS`
   *[other] the organisers, by { $count } Slack ids in `SUIVI_ORGANISERS`
    }
record-head = | What | Tables | How long | Settings | Who sees it |
record-kept-title = ## What is kept
record-elsewhere =
    {""}## What is elsewhere

    - **Answered questions:** not kept. How often each entry is asked for is counted by day.
    - **Calls for help:** not kept, not logged, and passed on only where whoever wrote asks for it. How often the gate opened is counted by day.
    - **Logs:** no text, no name, no Slack id, no token, at any level (`tests/scenarios/test_traces.py`). How long they are kept is whoever runs the bot's business.
    - **In the memory of a process:** language and country of those who wrote last, for a day; a roster that waits for an organiser's decision, for an hour. Both go when the person is erased; in another replica within a minute of their next message.
    - **In the knowledge files:** no participants; those who are named there are named in its public sources.
    - **In Slack:** every message, as the workspace keeps it. The bot reads the conversations it posts reminders into, to see whether they arrived.
record-rights =
    {""}## Rights

    - **To be told:** a notice at first contact and again after a year; `/seminar privacy` at any time; a line below each reminder.
    - **To see:** `/seminar privacy export` sends everything that names the asker, to the asker alone.
    - **To be erased:** `/seminar privacy erase`, once confirmed, or an organiser's `/seminar-admin erase`: in every table, in one transaction. History keeps that something was assigned, reported and confirmed, and when, under a name that is made up.
    - **To correct, limit, object:** the organisers do it in their roster.

    Every table and every column is accounted for in `tests/contracts/test_privacy.py`, which fails where one is added and not said here.

## Follow-up questions

# Lists, separated by commas, by which a question is known that goes on about what was said before.
# What such a question begins with:
follow-up-openings = and what about, and how about, what about, how about, and, but, also, then, or
# Words that stand for what was said:
follow-up-pronouns = it, its, they, them, their, theirs, that one, this one, the one, same
# Where such a word stands for nothing:
follow-up-impersonal = is it true, is it possible, it is true
# What tells the meeting before, and the meeting after:
follow-up-before = previous, before, earlier, preceding, prior
follow-up-after = next, after, following, later, subsequent
# What any meeting is called:
follow-up-meetings = seminar, meeting, conference, workshop, event, edition, seminars, meetings, conferences, workshops
# Words that ask nothing by themselves:
follow-up-small-words = a, an, the, in, at, of, on, for, to, from, by, with, is, was, were, are, be, been, did, do, does, had, has, have, one, ones, year, that, this, there, s, please, so, question
# What says that the same is asked of several meetings, and what joins their names:
compare-words = compare, compared, comparing, comparison, versus, vs, respectively, both, difference, differences, between
compare-joining = and, or, as, well, than, also, but
compare-one = **{ $title }**
compare-unknown = The knowledge has no sure answer for this one.
note-meant = I took this to be about: { $title }.
choice-of = { $title } · { $place }

## Recommendations

standing-observation = observation, not a recommendation
standing-emphasis = point of emphasis, no measure asked for
standing-request = explicit request
level-national = national
level-regional = regional
level-international = international
recommendation = _{ $reference } · { $standing }_
recommendation-with-levels = _{ $reference } · { $standing } · level: { $levels }_
recommendation-listed = - **{ $reference }** { $title } (_{ $standing }_)
recommendation-addressees = Addressed to: { $whom }
recommendation-groups = Affected groups: { $groups }
recommendation-duplicates = Asks for the same as: { $references }
recommendation-superseded = Its place has been taken by { $references }.
acceptance-accepted = Accepted by those it is addressed to
acceptance-partly_accepted = Accepted in part by those it is addressed to
acceptance-noted = Noted by those it is addressed to
acceptance-rejected = Rejected by those it is addressed to
acceptance-pending = Those it is addressed to have not answered yet

## Safety

safety-immediate = You do not have to face this alone. Please write no details here; what you wrote has not been kept.
safety-victim = You do not have to face this alone: there are people whose work it is to help. Please write no names and no details here; what you wrote has not been kept.
safety-personal_data = Please do not write about other people here: no names, no numbers, no details of a case. What you wrote has not been kept; please delete your message.
safety-emergency = **In immediate danger, call the emergency number of the country you are in.** I am a program: nobody watches this conversation as a hotline.
safety-card = - **{ $numbers }** · { $name }: { $details } { $state }
safety-country = - **{ $place }**: { $contacts }
safety-contact-short = { $name }, { $numbers } { $state }
safety-no-card = I have no number that I could vouch for where you are.
safety-contact = To reach the organisers: { $contact }.
contact-me = Please contact me
contact-me-note = If you press this button, the organisers learn your name, and nothing of what you wrote.
contact-told = The organisers know your name and that you would like to hear from them. They are not a hotline: in immediate danger, call.
contact-not-told = I could not reach the organisers. Please press again in a minute, or turn to one of the contacts above.
contact-asked = { $person } asks the organisers to get in touch.
card-verified = { "" }
card-expired = _(not confirmed since { DATETIME($day, dateStyle: "long") })_
card-example = _(example, not verified)_

## Administration

admin-help =
    {""}**For organisers**
    - `/seminar-admin reload` reads the knowledge files again, checks them all, and shows what would change; you decide. Where something needs mending, nothing changes and you see every place. `reload --now` does not ask where no check fails.
    - `/seminar-admin undo` goes back to the knowledge before the last change, `/seminar-admin redo` forward again.
    - `/seminar-admin unanswered` lists the questions that people sent to you, to be answered there; `unanswered done ID` takes one off the list once you have dealt with it.
    - `/seminar-admin contributed` lists what was added from the chat; `contributed edit ID`, `contributed remove ID`, and `/seminar-admin export contributed` for the files.
    - `/seminar-admin roster` shows who takes part, those whom Slack does not know first; in a channel the counts alone. To load a roster, send me its file (.csv, .yaml) in a direct message, or paste its lines behind the command; you see what changes first.
    - `/seminar-admin simulate 30` shows who would get what, when and why in the next 30 days (or `simulate FROM TO`); nothing is sent.
    - `/seminar-admin status` says whether reminders are being sent, how many questions are answered, which answers are called wrong, and what other thresholds would do.
    - `/seminar-admin parked` shows the messages that did not go out; `parked release ID` sends one after all.
    - `/seminar-admin pause` stops all reminders, `/seminar-admin resume` lets them go on; followed by a participant or a recommendation, theirs alone.
    - `/seminar-admin assign RECOMMENDATION PARTICIPANT` lets somebody carry a recommendation whom its policy does not mean.
    - `/seminar-admin handover FROM TO` gives somebody's open assignments to a successor, with their history.
    - `/seminar-admin erase PARTICIPANT` takes a person out of everything, once you have confirmed it.
    - `/seminar-admin audit` shows who did what, by person, days or words; `audit csv` as a table.
    - `/seminar-admin export csv` gives you the assignments as a file; also `csv history`, `xlsx`, `json`, `ics`.
    - `/seminar-admin help` shows this text, `/seminar-admin help COMMAND` what one of them does.
admin-unknown = I don't know `{ $command }`. `/seminar-admin help` lists what organisers can do.
admin-guess = I don't know `{ $command }`. Did you mean `/seminar-admin { $guess }`?
admin-refused = Only the seminar's organisers can do that. Please ask { $contact }.
admin-too-often = That was a lot at once, so I did nothing this time. Please go on in a minute.
admin-working = I am at it; this takes a little longer. What comes of it follows here.
admin-form = Choose from a list
admin-form-title = For organisers
admin-form-command = What is to be done?
admin-form-rest = What stands behind the command
admin-form-hint = Names, days, a number, as the help says; most commands need nothing.
admin-form-do = Do it
unanswered =
    { $count ->
        [one] **One question** waits for you.
       *[other] **{ $count } questions** wait for you{ $groups ->
            [one] , all asking the same.
           *[other] , in { $groups } groups of those that ask the same, latest first.
        }
    } Answer one here, and it is known at once; or write entries into the files, then `/seminar-admin reload`.
unanswered-one = `{ $id }` { DATETIME($day, dateStyle: "long") }{ $count ->
    [one] { "" }
   *[other] , asked { $count } times
    }: { $question }
unanswered-none = No question waits: nobody has sent you one yet.
unanswered-done = That question is off the list; it is forgotten when its time is over.
unanswered-unknown = No question on the list has the id `{ $id }`; `/seminar-admin unanswered` shows them.
question-asked = { $count ->
    [one] **A question that I could not answer** ({ DATETIME($day, dateStyle: "long") }):
   *[other] **A question that I could not answer, asked { $count } times** (last on { DATETIME($day, dateStyle: "long") }):
    }
    
    > { $question }
question-answered = Answered by { $who }.
question-dismissed = Dismissed by { $who }.
answered-now = **An organiser has answered your question.**
dismissed-not_ours = **The organisers have read your question.** It is not about this seminar, so they cannot answer it.
dismissed-unclear = **The organisers have read your question** and are not sure what is meant. Please ask it in other words.
dismissed-private = **The organisers have read your question.** The answer is not for everyone; please turn to them directly.
dismissed-done = **The organisers have read your question.** It is dealt with, or its time has passed.
dismissal-not_ours = Not about this seminar
dismissal-unclear = Not clear what is meant
dismissal-private = Not for everyone to know
dismissal-done = Dealt with, or too late
teach-answer = Answer
teach-attach = It asks for a known entry
teach-dismiss = Dismiss
teach-answer-this = Answer: { $question }
teach-title-answer = Answer a question
teach-title-attach = A new phrasing
teach-title-dismiss = Dismiss a question
teach-title-look = What it would do
teach-look = Look first
teach-entry = Which entry does it belong to?
teach-new-entry = A new entry
teach-answer-in = Answer ({ $language })
teach-answer-hint = Markdown. Where it belongs to a known entry: left out, that entry's own answer is given; written, it takes its place.
teach-phrasing-in = Asked as ({ $language })
teach-phrasing-hint = One way of asking per line.
teach-source = Source: its title
teach-url = Source: its web address
teach-audience = Who may read it?
audience-everyone = Everyone
audience-participants = Participants
audience-organisers = Organisers alone
teach-reason = Why?
teach-words = A word to those who asked
teach-no-answer = A new entry needs an answer, in one language at least.
teach-no-phrasing = Please write at least one way of asking, in one language.
teach-no-source = Please give the source a title.
teach-gone = That question no longer waits: it was answered, dismissed or forgotten. `/seminar-admin unanswered` shows those that do.
teach-look-new = **A new entry** `{ $entry }`. Nothing is in service yet.
teach-look-added = **An addition to** `{ $entry }`. Nothing is in service yet.
teach-finds-own = The question that it answers would find it.
teach-misses-own = **The question that it answers would not find it for sure.** Add a way of asking that is closer to it.
teach-catches = { $count ->
    [0] No other question that waits would be answered by it.
    [one] One other question that waits would now be answered by it:
   *[other] { $count } other questions that wait would now be answered by it:
    }
teach-done = **It is in service** as `{ $entry }`. `/seminar-admin undo` takes it back, `/seminar-admin contributed` lists what was added.
teach-told = { $count ->
    [0] Nobody had to be told any more.
    [one] { $reached ->
        [0] Whoever asked could not be told.
       *[other] Whoever asked has been told.
        }
   *[other] Told: { $reached } of the { $count } who asked.
    }
teach-dismissed = It is off the list. { $count ->
    [0] Nobody had to be told any more.
    [one] { $reached ->
        [0] Whoever asked could not be told.
       *[other] Whoever asked has been told why.
        }
   *[other] Told why: { $reached } of the { $count } who asked.
    }
teach-forgotten = That draft is applied already, or forgotten: drafts are kept for an hour. Nothing was changed now.
teach-again = Something else was changed since you looked. Please look again:
contributed = { $count ->
    [one] **One addition from the chat**
   *[other] **{ $count } additions from the chat**, latest first
    } (`/seminar-admin contributed remove ID`, `contributed edit ID`; `/seminar-admin export contributed` gives them as YAML for the files).
contributed-none = Nothing was added from the chat.
contributed-one = `{ $id }` { $title }{ $added ->
    [no] { "" }
   *[other] , added to `{ $to }`
    } ({ $who }, { DATETIME($day, dateStyle: "long") }){ $effect ->
    [in-files] : the files say the same by now
    [orphaned] : the entry that it adds to is gone
   *[in-service] { "" }
    }
contributed-edit = Edit: { $title }
contributed-remove = Remove: { $title }
contributed-sure = It is no longer answered. `/seminar-admin undo` brings it back.
contributed-removed = `{ $id }` is out of service. `/seminar-admin undo` brings it back.
contributed-unknown = Nothing was added under the id `{ $id }`; `/seminar-admin contributed` lists what was.
contributed-exported = { $count ->
    [0] There is nothing to export: nothing was added that the files do not say.
    [one] One addition as YAML. Once it stands in the files, `/seminar-admin reload` finds it there.
   *[other] { $count } additions as YAML. Once they stand in the files, `/seminar-admin reload` finds them there.
    }
reload-done =
    {""}**The knowledge is reloaded** (generation { $generation }, { $entries ->
        [one] { $entries } entry
       *[other] { $entries } entries
    }): { $added } added, { $changed } changed, { $removed } removed. `/seminar-admin undo` takes it back.
reload-same = Nothing has changed in the files; the knowledge in service stays (generation { $generation }, { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
    }).
reload-moves = Reminders of assignments that begin: { $begun }; that end: { $ended }; that come at another time: { $moved }.
reload-moves-none = No reminder moves.
reload-preview =
    {""}**A reload would change this** ({ $entries ->
        [one] { $entries } entry
       *[other] { $entries } entries
    } then): { $added } added, { $changed } changed, { $removed } removed. Nothing is changed yet.
reload-apply = Apply
reload-cancelled = Nothing was changed.
reload-forgotten = That is no longer as you saw it: it was applied, cancelled, or something else was changed since. Nothing was changed now; `/seminar-admin reload` shows how it stands.
reload-held = You asked for it at once, but a check would fail, so please look first.
reload-busy = { $own ->
    [yes] You are reloading already: the files are being read. Please wait a moment.
   *[no] { $who } is at it: they are reloading the knowledge and have not decided yet. Nothing was read; please speak with them, or try again in a quarter of an hour.
    }
rivals-none = No phrasing competes with another entry that did not before.
rivals-found = { $count ->
    [one] **One phrasing would compete with another entry:**
   *[other] **{ $count } phrasings would compete with other entries:**
    }
rivals-untried = { $count ->
    [one] One more new phrasing was not tried: there are too many.
   *[other] { $count } more new phrasings were not tried: there are too many.
    }
rival-wins = "{ $phrasing }" (`{ $entry }`) would be answered with `{ $other }`; put it in other words in one of them
rival-beside = "{ $phrasing }" (`{ $entry }`) is close to "{ $like }" (`{ $other }`): asked in other words, one may be taken for the other
checks-none = { $checks ->
    [0] There are no checks.
    [one] The only check holds.
   *[other] All { $checks } checks hold.
    }
checks-found = { $count ->
    [one] **One check of { $checks } would fail**
   *[other] **{ $count } checks of { $checks } would fail**
    }{ $already ->
    [0] { "" }
    [one] , one of them does already
   *[other] , { $already } of them do already
    }:
check-failed = "{ $question }": expected { $expected }, got { $got }
undo-done =
    {""}**The last change is undone** (generation { $generation }, { $entries ->
        [one] { $entries } entry
       *[other] { $entries } entries
    }): { $added } added, { $changed } changed, { $removed } removed. The files themselves are as they were: the next reload would bring the change back.
undo-nothing = There is no earlier knowledge left to go back to.
redo-done =
    {""}**What was undone is in service again** (generation { $generation }, { $entries ->
        [one] { $entries } entry
       *[other] { $entries } entries
    }): { $added } added, { $changed } changed, { $removed } removed. `/seminar-admin undo` takes it back.
redo-nothing = There is nothing to go forward to: nothing was undone, or something else was changed since.
difference-added = Added: { $ids }
difference-changed = Changed: { $ids }
difference-removed = Removed: { $ids }
and-more = and { $count } more
reload-waits = The knowledge files have changed since the knowledge in service was read. `/seminar-admin reload` puts them in service.
problems-found = { $count ->
    [one] One thing in the knowledge needs mending:
   *[other] { $count } things in the knowledge need mending:
    }
problems-kept = { $count ->
    [one] I kept the knowledge as it was: one thing needs mending.
   *[other] I kept the knowledge as it was: { $count } things need mending.
    }
problems-more = and { $count } more; `python run_bot.py check` in a terminal lists them all
problems-waiting = Nobody can tell yet whether { $count ->
    [one] one reference leads
   *[other] { $count } references lead
    } anywhere: what they name may stand in what could not be read ({ $names }). Mend that first.
problems-roster = { $count ->
    [one] The roster is not loaded: one thing in it needs mending.
   *[other] The roster is not loaded: { $count } things in it need mending.
    }
problem-said = { $place }: { $what }
problem-place = `{ $file }`, line { $line }, column { $column }
problem-place-line = `{ $file }`, line { $line }
problem-place-file = `{ $file }`

problem-missing-file = is missing; add this { $accepted ->
    [folder] folder
   *[other] file
    }
problem-unknown-file = is not a file I know, so nobody would ever read it; a folder holds { $accepted }
problem-unreadable = could not be read ({ $found }); check that it exists and may be read
problem-outside = leads out of the content folder; put the file itself there instead of a link
problem-too-large = is too large ({ $found } bytes); at most { $accepted } bytes: split it
problem-not-utf8 = is not UTF-8 text (byte { $found }); save it again as UTF-8
problem-not-text = is not text, so nothing can be quoted from it; save its text beside it as `{ $accepted }`, or take it out
problem-too-large-together = is the largest of documents that have { $found } bytes together; at most { $accepted } bytes: take some out, or keep the chapters that people ask about
problem-syntax = is not valid YAML here: { $found }; often a missing quotation mark, a tab, or ": " inside a text that needs quotation marks
problem-alias = "{ $found }": YAML aliases are not accepted; write the text out
problem-tag = "{ $found }": YAML tags are not accepted; remove it
problem-too-deep = is nested deeper than { $accepted } levels; look for a wrong indentation
problem-duplicate-key = "{ $found }" stands twice in the same place (first at { $other }); keep one
problem-second-document = a second document begins here ("---"); one file holds one document
problem-missing = "{ $field }" is missing; add it
problem-unknown-field = "{ $found }" is not a field I know; accepted here: { $accepted }
problem-wrong-shape = { $field } { $accepted ->
    [text] must be a text
    [list] must be a list: one item a line, each beginning with "- "
    [mapping] must be fields, one a line: "name: value"
    [name] a field's name must be a text
   *[other] must begin with "{ $accepted }"
    }, not "{ $found }"
problem-wrong-value = { $field }: "{ $found }" is not accepted; accepted: { $accepted }
problem-bad-form = { $field }: "{ $found }" is not { $accepted ->
    [id] an id; use small letters, digits and hyphens, as in "venue-address"
    [language] a language code; use two or three small letters, as in "fr"
    [country] a country code; use two capital letters, as in "RO"
    [url] a web address; it must begin with https:// or http://
    [reference] a reference; use capital letters, digits and hyphens, as in "BUC-2012-R01"
    [number-to-dial] a number to dial; write digits, with spaces and a leading + where needed
    [date] a date; write year-month-day, as in 2012-11-08
    [boolean] true or false
    [timezone] a time zone; use a name such as Europe/Bucharest
    [email] an e-mail address
    [time] a time of day; write hours and minutes, as in "09:00"
    [number] a whole number
    [hours] working hours; write them as in "09:00-17:00"
    [days] working days; write them as in "1-5" or "mon-fri"
   *[other] of the form { $accepted }
    }
problem-too-long = { $field } is too long; at most { $accepted } characters
problem-too-many = { $field } has too many items; at most { $accepted }
problem-empty = { $field } is empty; write something, or remove it
problem-out-of-range = { $field }: { $found } is out of range; accepted: { $accepted }
problem-out-of-order = { $field }: { $found } must be later than { $accepted }, which stands before it; write each once, earliest first
problem-nobody-meant = { $field } means nobody; add one of { $accepted }
problem-one-unit = { $field }: write one of { $accepted }, and only one
problem-hours-order = { $field }: the start must come before the end, on the same day
problem-archived-default = an archived seminar is meant only where a question names it, so it cannot be the default; remove `archived` or `default`
problem-real-participant = the knowledge keeps no real people, since nobody could be erased from its generations; add `{ $accepted }` where this is an illustration, or load real people with `run_bot.py roster FILE`
problem-unknown-participant = { $field }: the roster has nobody with the id "{ $found }"; did you mean { $accepted }?
problem-unknown-participant-bare = { $field }: the roster has nobody with the id "{ $found }"; add them, or remove it
problem-own-deputy = { $field }: "{ $found }" cannot stand in for themselves; choose another, or remove it
problem-duplicate-email = the address "{ $found }" is taken already (at { $other }); one address is one person, so keep it with one
problem-until-before-anchor = { $field }: { $found } is before the first due date, { $accepted }
problem-csv = is not a table I can read here: { $found }; often a missing quotation mark: save it again as CSV (UTF-8)
problem-unknown-code = { $field }: "{ $found }" is not a code that exists; did you mean { $accepted }?
problem-unknown-code-bare = { $field }: "{ $found }" is not a code that exists; countries are written as in "RO", languages as in "fr"
problem-extra-cell = { $field }: "{ $found }" stands under no heading; a row has at most { $accepted } cells, so put quotation marks around a text with the separator in it
problem-invalid = { $field }: "{ $found }" is not accepted ({ $accepted })
problem-duplicate-id = the id "{ $found }" is taken already (at { $other }); choose another
problem-duplicate-phrasing = the phrasing "{ $found }" is also at { $other }; it can never tell the two apart, so keep it in one
problem-unknown-reference = { $field }: there is no entry "{ $found }"; did you mean { $accepted }?
problem-unknown-reference-bare = { $field }: there is no entry "{ $found }"
problem-unknown-source = there is no source named "{ $found }"; named sources are: { $accepted }
problem-unknown-source-bare = there is no source named "{ $found }", nor any other; name it under `sources:` in seminar.yaml, or write it out here
problem-unknown-document = { $field }: there is no document "{ $found }" below `documents/`; did you mean { $accepted }?
problem-unknown-document-bare = { $field }: there is no document "{ $found }" below `documents/`; put it there, or remove this
problem-described-twice = "{ $found }" is described twice (also at { $other }); keep one
problem-never-verified = { $field }: { $found } says until when a number holds that nobody verified; add "verified_on", or remove it
problem-verified-later = { $field }: { $found } is before the day it was verified, { $accepted }
problem-end-before-start = { $field }: { $found } is before the start, { $accepted }
problem-only-drafts = the seminar is a draft and there is no other, so nothing would be served; everything in its folder is valid: read it, then remove `{ $accepted }` here and from what you stand by
problem-second-default = a second seminar is marked as default (the first at { $other }); keep one
problem-nothing-expected = this check expects nothing; add one of { $accepted }
problem-no-seminar = holds no seminar: no folder with a { $accepted }

## Errors

error-unexpected = Sorry, something went wrong on our side. Nothing you wrote was lost; please try again in a minute. If it happens again, give the organisers this number: { $reference }.
error-ledger = I can't reach my notes right now, so this is *not* saved yet. Please try again in a minute ({ $reference }).
error-storage = I can't write the knowledge to the disk, so nothing has changed; the knowledge in service stays. Please tell whoever runs this bot ({ $reference }).
error-reload = The process that read the knowledge ended before it was done, so nothing has changed; the knowledge in service stays. The machine may be short of memory: please try again, or tell whoever runs this bot ({ $reference }).

## Following up: messages

message-follow_up = { $count ->
    [one] Hello! One recommendation of the seminar is waiting for a word from you.
   *[other] Hello! { $count } recommendations of the seminar are waiting for a word from you.
    }
message-decision = { $count ->
    [one] For the organisers: one assignment needs your decision.
   *[other] For the organisers: { $count } assignments need your decision.
    }
message-briefing = { $count ->
    [one] Hello! You take over one recommendation of the seminar. This is where it stands.
   *[other] Hello! You take over { $count } recommendations of the seminar. This is where they stand.
    }
message-notice = Hello! A word about your reminders.
message-rest = { $count ->
    [one] One more is not shown here ({ $references }): `/seminar mine` shows all of yours.
   *[other] { $count } more are not shown here ({ $references }): `/seminar mine` shows all of yours.
    }
message-rest-organisers = { $count ->
    [one] One more is not shown here ({ $references }): `/seminar recommendations` shows all of them.
   *[other] { $count } more are not shown here ({ $references }): `/seminar recommendations` shows all of them.
    }
why-weekend = It comes today because the day itself was not a working day of yours.
why-holiday = It comes today because the day itself was a public holiday.
why-hours = It comes now because it fell due outside your working hours.
why-budget = It comes today because you had enough messages from me in the week before.
why-away = It comes today because of an absence.
why-snoozed = It comes today because you asked for this day.
why-late = It comes late: I could not send it on the day.
recommendation-gone = A recommendation that has left the knowledge
somebody-gone = somebody who is no longer in the roster
an-organiser = an organiser
evidence = evidence

status-not_started = not started
status-in_progress = in progress
status-partly_implemented = partly implemented
status-implemented = implemented
status-blocked = blocked
status-not_applicable = not applicable
status-said = { $status }{ $state ->
    [waiting] , not confirmed yet
    [validated] , confirmed
    [returned] , sent back by the validator
   *[other] { "" }
    }
said-reminder = Due on { DATETIME($due, dateStyle: "long") } ({ $when ->
    [today] today
    [ahead] { $days ->
        [one] tomorrow
       *[other] in { $days } days
    }
   *[past] { $days ->
        [one] yesterday
       *[other] { $days } days ago
    }
    }). So far: { $status }. How does it stand?
said-snoozed = You asked to be reminded today. Due on { DATETIME($due, dateStyle: "long") }. So far: { $status }. How does it stand?
said-stand_in = { $owner } is away, and you stand in. Due on { DATETIME($due, dateStyle: "long") }. So far: { $status }. How does it stand?
said-deputy = { $owner } has not answered, and you are the deputy. Due on { DATETIME($due, dateStyle: "long") }. So far: { $status }. Can you say how it stands?
said-escalation = { $owner } has not answered, nor has a deputy. Due on { DATETIME($due, dateStyle: "long") }. So far: { $status }. You are told because you are the contact for this; please speak with { $owner }.
said-decision = No answer from { $owner } (`{ $id }`). Due on { DATETIME($due, dateStyle: "long") }. So far: { $status }. I will not ask again for this date: please agree on a new date, stop the reminders, or hand it over with `/seminar-admin handover { $id } SUCCESSOR`.
said-validation = { $owner } reported: { $status }. Do you confirm it?
said-returned = The validator sent the report back. It is in progress again; due on { DATETIME($due, dateStyle: "long") }.
said-not_mine = { $owner } (`{ $id }`) says that this is not theirs. The reminders rest until you decide: hand it over with `/seminar-admin handover { $id } SUCCESSOR`, or resume.
said-unreachable = { $owner } (`{ $id }`) cannot be reached in Slack, so nobody is reminded of this. Due on { DATETIME($due, dateStyle: "long") }. So far: { $status }. Please mend their address in the roster, or hand it over with `/seminar-admin handover { $id } SUCCESSOR`.
said-quiet = { $owner } (`{ $id }`) asks for no more reminders. Nothing has stopped: you decide for all that they carry. To give it to somebody else: `/seminar-admin handover { $id } SUCCESSOR`.
said-quiet_granted = You asked for no more reminders: the organisers have stopped them. What you carry stays yours, and `/seminar mine` shows it.
said-quiet_kept = You asked for no more reminders: the organisers would like them to go on. If there is a reason they should know of, please speak with them.
said-briefing = Due on { DATETIME($due, dateStyle: "long") }. So far: { $status }.

done-reported = { $by } reported on { DATETIME($day, dateStyle: "long") }: { $status }.
done-validated = { $by } confirmed the report on { DATETIME($day, dateStyle: "long") }. Thank you: this is done.
done-returned = { $by } sent the report back on { DATETIME($day, dateStyle: "long") }.
done-due_revised = { $by } moved the due date to { DATETIME($until, dateStyle: "long") }.
done-snoozed = { $by } asked for a reminder on { DATETIME($until, dateStyle: "long") }.
done-not_mine = { $by } said on { DATETIME($day, dateStyle: "long") } that this is not theirs; the organisers decide.
done-handed_over = { $by } handed this over on { DATETIME($day, dateStyle: "long") }.
done-paused = { $by } stopped the reminders on { DATETIME($day, dateStyle: "long") }.
done-quiet_asked = { $by } asked on { DATETIME($day, dateStyle: "long") } for no more reminders; the organisers decide.
done-quiet_kept = { $by } decided on { DATETIME($day, dateStyle: "long") } that the reminders go on.
done-resumed = { $by } resumed the reminders on { DATETIME($day, dateStyle: "long") }.
done-assigned = Assigned on { DATETIME($day, dateStyle: "long") }.
done-reminded = Reminded on { DATETIME($day, dateStyle: "long") }.
done-unreachable = Not reachable in Slack on { DATETIME($day, dateStyle: "long") }.
done-closed = Closed on { DATETIME($day, dateStyle: "long") }: { $closing }.
done-reopened = Opened again on { DATETIME($day, dateStyle: "long") }.
closing-implemented = implemented and confirmed
closing-not_applicable = confirmed as not applicable
closing-superseded = another recommendation has taken its place
closing-removed = no longer followed up
closing-handed_over = handed over

choose-status = { $reference } How does it stand?
choose-snooze = { $reference } Remind me later
snooze-day = Tomorrow
snooze-week = In a week
snooze-date = On a date…
press-note = Add a note or evidence
press-revise = Another due date
press-not_mine = Not mine
press-confirm = Confirm
press-return = Send back
press-pause = Stop reminders
press-resume = Resume reminders
press-quiet = Stop reminding me
press-grant = Pause this person
press-keep = Keep reminding

## Following up: answers

act-report = Noted: **{ $reference }** is { $status }. Thank you.
act-report-final = Noted: **{ $reference }** is { $status }. It is now for the validator to confirm; you will not be reminded meanwhile. Thank you.
act-note = Noted with **{ $reference }**. Thank you.
act-snooze = I will remind you of **{ $reference }** on { DATETIME($until, dateStyle: "long") }, or on the first working day after it.
act-revise = **{ $reference }** is now due on { DATETIME($until, dateStyle: "long") }.
act-not_mine = I have told the organisers that **{ $reference }** is not yours. You will not be reminded of it until they decide.
act-confirm = **{ $reference }** is confirmed. Thank you: this is done.
act-return = **{ $reference }** goes back to its owner with your reason.
act-pause = The reminders about **{ $reference }** rest until somebody resumes them.
act-resume = The reminders about **{ $reference }** go on.
quiet-asked = I have told the organisers that you would like no more reminders. They decide, and I tell you what they decided; until then the reminders go on. Thank you for saying so.
quiet-asked-already = The organisers know already that you would like no more reminders, and have yet to decide.
quiet-none = Nothing is assigned to you at present, so no reminder is on its way to you.
quiet-paused = Your reminders rest already.
quiet-grant = { $count ->
    [one] The reminders to { $owner } rest (one assignment), until somebody resumes them. They are told so.
   *[other] The reminders to { $owner } rest ({ $count } assignments), until somebody resumes them. They are told so.
    }
quiet-keep = The reminders to { $owner } go on. They are told so.
refused-closed = Nothing was changed: **{ $reference }** is no longer followed up ({ $closing }).
refused-same = **{ $reference }** stands so already: { $status }. Nothing was changed.
refused-stale = Nothing was changed: **{ $reference }** has moved on since this message. It is now { $status }. Please choose again if that is not right.
refused-waiting = Nothing was changed: **{ $reference }** is { $status }, and it is the validator's turn.
refused-not_waiting = Nothing was changed: there is no report on **{ $reference }** to confirm any more. It is { $status }.
refused-not_theirs = Nothing was changed: that is for somebody else to say about **{ $reference }**.
refused-stranger = This is not addressed to you, so nothing was changed. `/seminar mine` shows what is yours.
refused-no_words = Please write something.
refused-past = Please choose a day that is still to come.
refused-too_far = That day is very far away; please choose a nearer one.
refused-gone = That message is no longer in use, so nothing was changed. `/seminar mine` shows what is yours.
modal-send = Save
modal-cancel = Cancel
modal-title-note = Note or evidence
modal-title-snooze = Remind me later
modal-title-revise = Another due date
modal-title-not_mine = Not mine
modal-title-return = Send the report back
modal-note = Your note
modal-evidence = Evidence
modal-note-hint = What was done, what is missing. No names of victims and no details of cases, please.
modal-evidence-hint = The address of a page or a document.
modal-until = On which day?
modal-due = The new due date
modal-reason = Why?
modal-reason-hint = The organisers and those who work on it read this. No names of victims and no details of cases, please.
modal-bad-address = Please give a web address that begins with https:// or http://.
modal-too-long = Please write at most { $limit } characters.
modal-title-danger = You are not alone
modal-close = Close

## Following up: lists

recommendations-title = { $count ->
    [0] No recommendation fits.
    [one] One recommendation.
   *[other] { $count } recommendations.
    }
list-page = Page { $page } of { $pages }.
list-next = The next page: `/seminar { $command }`
recommendations-unknown = I did not understand { $words }. You can combine a theme ({ $themes }), a level (national, regional, international), a country ({ $countries }) and a status (not started, in progress, partly, implemented, blocked, not applicable, overdue), in any order.
recommendations-guess = I took { $word } for { $guess }.
totals = { $done } of { $all } done, { $working } under way, { $blocked } blocked, { $silent } not started; { $late } overdue
totals-line = **Follow-up:** { $totals }.
totals-few = **Follow-up:** under way; so few carry it that a total would tell who stands where.
not-followed-up = It is not followed up.
more-lines = - { $count ->
        [one] and one more
       *[other] and { $count } more
    }: `/seminar { $reference }`
recommendations-own-status = By status I can only choose among those whose status you may see.
mine-title = { $count ->
    [0] No recommendation is assigned to you.
    [one] One recommendation is yours.
   *[other] { $count } recommendations are yours.
    }
mine-owner = **Yours**
mine-deputy = **As a deputy**
mine-validator = **For you to confirm**
mine-contact = **You are the contact**
mine-stranger = You are not in the seminar's roster, so nothing is assigned to you. If that is a mistake, please tell { $contact }.
assigned-line = - { $owner }: { $status }{ $dated ->
    [yes] , due on { DATETIME($due, dateStyle: "long") }
   *[no] { "" }
    }{ $late ->
    [yes] { " " }(**overdue**)
   *[no] { "" }
    }
assigned-closed = - { $owner }: { $status } ({ $closing })
history-title = **History**

## How things stand

progress-all = **How the recommendations stand:** { $totals }.
progress-followed = **How the recommendations stand:** so few carry them that a total would tell who stands where.
progress-none = None of the recommendations is followed up.
progress-unfound = I know no recommendation about that; this is how all of them stand.
progress-hint = `/seminar recommendations` lists them; you can add a theme, a level, a country, a status.
progress-hidden = Who stands where is shown to those who carry it and to the organisers; everybody sees the totals.
progress-channel = In a channel I show totals alone; in a direct message I also show what you may see.
progress-nobody = Among those you may see: nobody.
progress-away = I can't look up how it stands right now; please try again in a minute.
progress-elsewhere = How it stands is not known here: ask the bot where it serves, or type `/seminar { $reference }` there.
progress-elsewhere-all = How the recommendations stand is not known here: ask the bot where it serves, or type `/seminar recommendations` there.

## What people ask for in their own words
# Not said but understood, one wording a line: words, one|another, two_words, (perhaps), "…" for what it is about,
# STATUS for a status, NOT for "not yet". Add more where people put it otherwise.

asks-before =
    and|so|well|ok|okay|please|now|hello|hi|but
    can|could|would|will you (please) tell|show me|us
    (please) tell|show me|us
    do you know
    i would_like|d_like|like|want|need to know
asks-not =
    not|not yet|not yet been|yet to be
asks-all =
    recommendation|recommendations|follow up|followup
asks-progress =
    where do|does|are|do_all we|things|everything|it|they (all) (stand|standing) (now|today|so_far|at_the_moment|right_now)
    where we|things|everything (all) stand (now|today|so_far)
    where do|does we|things|they|it stand now|today (on|with|regarding|concerning) …
    where (do|does) we|things|they|it stand on|with|regarding|concerning|about|in|for …
    where are we on|with|regarding|concerning …
    how far are|have|is|has|along_are we|they|countries|things|everything|it (got|come|gone|gotten|along) (now|so_far|yet)
    how far are|have|is|has|along_are we|they|countries|things|everything|it (got|come|gone|gotten|along) with|on|in (implementing|the_implementation_of) …
asks-progress-of =
    where do|does … stand (now|today) on|with|regarding|concerning …
    where do|does … stand (now|today)
    where is|are … (now) with|on …
    how far is|are|has|have … come|got|gone|gotten|along with|on|in …
    how far is|are|has|have … (come|got|gone|gotten|along|advanced|progressed) (now|so_far|yet)
    how is|are|s … coming_along|progressing|advancing|getting_on
    how is|are|s … coming_along|progressing|advancing|getting_on with|on …
    what (is|s|are) (the) (current|latest|present) status|state|progress|stage (of_play) of|on|with|for|regarding|concerning|in (the) (implementation_of) …
    what progress on|with|in|towards|regarding|concerning …
    what progress has|have|is|was (been|being|there|we|you|they) (made) on|with|in|towards|regarding|concerning …
    what progress has|have … made (so_far|yet|on|with|in) (…)
    (is|are) (there) any|some progress|update|updates|news on|with|of|about|regarding|concerning …
    (the) (current|latest) status|progress|state of|on|with|for|in (the) (implementation_of) …
    is|are|has|have|was|were … NOT (already|yet|being|been|ever|all) STATUS (yet|now|already)
    which|what|how_many|which_of_the country|countries|states|coordinators|owners|people|ministries (already) STATUS …
    which|what|how_many|which_of_the country|countries|states|coordinators|owners|people|ministries is|are|has|have|did|do NOT (already|yet|been) STATUS (yet)
    which|what|how_many|which_of_the country|countries|states|coordinators|owners|people|ministries is|are|has|have|did|do NOT (already|yet|been) STATUS (with|on|in|of) …
    which|what|how_many|which_of_the recommendations|points is|are|has|have NOT (already|yet|been) STATUS (yet|now|already)
    which|what|how_many|which_of_the recommendations|points is|are|has|have NOT (already|yet|been) STATUS in|by|of|for …
    who is|are|has|have NOT (already|yet|been) STATUS (yet)
    who is|are|has|have NOT (already|yet|been) STATUS (with|on|in|of) …
asks-quiet =
    (please) stop|quit|cease reminding|notifying|nagging|pinging|bothering me|us (about|of) (it|this|that|everything|now|please)
    (please) stop|cancel|end|mute|turn_off|switch_off|quit|no_more (sending) (me) (all) (the|these|those|my|your|any|of_these) (more) reminder|reminders|notifications (to_me|now|please)
    i do_not|don|no_longer|never|don_t want|wish|need (to) (get|receive|be|have|see) (sent) (any|your|the|these|more|any_more) (more) reminder|reminders|reminded (any_more|anymore|any_longer|again|please|of_this)
    i would_rather|d_rather|prefer|rather not (to) (get|receive|be|have|see) (sent) (any|your|the|these|more|any_more) (more) reminder|reminders|reminded (any_more|anymore|any_longer|again|please|of_this)
    (please) do_not|don|never|don_t remind me (any_more|anymore|any_longer|again|please|of_this|about_this)
    (can|could|may|how_can|how_do) (i) stop|unsubscribe|opt_out|unsubscribe_me (receiving|getting|from|of) (the|these|those|your|all) reminder|reminders

## Following up: organisers

the-organisers = the organisers
roster-empty = The roster is empty. To load one, send me its file (.csv, .yaml) in a direct message, or type `run_bot.py roster FILE` on the machine itself.
roster-counts = { $all ->
    [one] One participant
   *[other] { $all } participants
    }, { $unmatched } of them not found in Slack, { $away } away, { $open } open assignments.
roster-unmatched = **Not found in Slack** (no reminder reaches them)
roster-matched = **Found in Slack**
roster-line = - { $name } (`{ $id }`, { $role }{ $country })
roster-channel = In a channel I show the counts alone; ask me in a direct message for the names.
roster-usage =
    {""}To load a roster, send me the file (.csv, .yaml) in a direct message, or paste its lines behind `/seminar-admin roster`, the headings first: name, role, country, email, language, deputy. I show what would change before anything does.
    On the machine itself: `run_bot.py roster FILE`. `/seminar-admin roster` alone shows who takes part.
roster-preview = **{ $file }** holds { $count ->
    [one] one participant
   *[other] { $count } participants
    }: { $added } new, { $changed } changed; { $missing } of the roster are not in it. Nothing is loaded yet.
roster-preview-added = New: { $names }
roster-preview-changed = Changed: { $names }
roster-preview-missing = In the roster and not in the file: { $names }
roster-preview-unreachable = Without an e-mail address, so no reminder can reach them: { $names }
roster-preview-examples = Marked `example: true`, so ignored where Slack serves real people: { $names }
roster-load = Load
roster-replace = Load and remove missing
roster-replace-sure = Whoever is not in the file is erased: what waits for them is cancelled, their assignments close, and their name goes from the history. This cannot be undone.
roster-cancel = Cancel
roster-cancelled = Nothing was loaded.
roster-same = The roster is so already; there is nothing to load.
roster-nobody = { $file } holds nobody, so there is nothing to load.
roster-forgotten = That list is no longer here, so nothing was loaded. Please send it again.
roster-file-kind = I take a roster as a file whose name ends in .csv, .yaml or .yml; I did nothing with this one.
roster-file-large = That file is too large for a roster: at most { $limit } KB. Nothing was changed.
roster-file-unread = I could not fetch that file from Slack, so nothing was changed. Please send it again; if that does not help, the app may lack the scope `files:read`. You can also paste the lines behind `/seminar-admin roster`.
erase-usage = Please name the person by their id, as `/seminar-admin roster` shows it: `/seminar-admin erase PARTICIPANT`.
erase-preview = { $count ->
    [0] **Erase { $name } (`{ $id }`)?** No open assignment is theirs.
    [one] **Erase { $name } (`{ $id }`)?** Their open assignment closes; to keep it going, first type `/seminar-admin handover { $id } SUCCESSOR`.
   *[other] **Erase { $name } (`{ $id }`)?** Their { $count } open assignments close; to keep them going, first type `/seminar-admin handover { $id } SUCCESSOR`.
    } Their data leaves the roster, what waits for them is cancelled, and their name, notes and evidence go from the history and the audit trail. What I wrote to them in Slack stays in their own conversation.
erase-do = Erase
erase-sure = This cannot be undone.
erase-done = They are erased: nothing of them is left in the roster, the history or the audit trail.
erase-gone = That person is not in the roster any more; nothing was changed.
erase-cancelled = Nobody was erased.
simulate-none = Nothing would be sent from { DATETIME($day, dateStyle: "long") } to { DATETIME($until, dateStyle: "long") }.
simulate-title = What would be sent from { DATETIME($day, dateStyle: "long") } to { DATETIME($until, dateStyle: "long") }, if nobody reported anything (each by their own clock; nothing is sent now):
simulate-line = **{ $at }** { $name }: { $items }
simulate-days = Please give the number of days, from 1 to { $until }, or two dates: `/seminar-admin simulate 30`, `/seminar-admin simulate 2031-01-01 2031-03-31`.
simulate-channel = In a channel I show the counts alone; ask me in a direct message for the names.
simulate-stopped = At the moment nothing is sent: reminders are stopped (`/seminar-admin resume`).
parked-none = Nothing is parked, and nothing was refused by Slack.
parked-title = { $count ->
    [one] One message did not go out and waits for you:
   *[other] { $count } messages did not go out and wait for you:
    }
parked-line = - `{ $id }` to { $name }, planned for { DATETIME($day, dateStyle: "long") }: { $reason }
parked-release = Where the reason is gone, `/seminar-admin parked release ID` sends one after all.
parked-examples = { $count ->
    [one] One message went to an example participant, behind whom there is nobody: an illustration, nothing to decide.
   *[other] { $count } messages went to example participants, behind whom there is nobody: an illustration, nothing to decide.
    }
parked-parked = it may have arrived, and I could not read the conversation to know; look there first
parked-undeliverable = Slack refused it ({ $refusal })
released = That message is planned again.
release-unknown = No message `{ $id }` waits for you. `/seminar-admin parked` lists those that do.
status-sending = Reminders are being sent.
status-stopped = **Reminders are stopped**, because an organiser said so; `/seminar-admin resume` lets them go on.
status-jumped = **Reminders are stopped**, because the machine's clock jumped; when it is right, `/seminar-admin resume` lets them go on.
measured-none = No question was asked in the last { $weeks } weeks.
measured = **Questions of the last { $weeks } weeks:** { $all } asked, { $percent } % answered ({ $answered }); { $offered } got choices, { $refused } no answer.
measured-week = { DATETIME($day, dateStyle: "medium") } { $bar } { $count ->
    [0] no question
   *[other] { $percent } % of { $count }
    }
measured-wrong-none = Nobody said that an answer was wrong.
measured-wrong = **Most often wrong, as people say:**
measured-wrong-one = `{ $entry }`: wrong { $wrong }, right { $right }{ $told ->
    [yes] ; expected most: `{ $expected }`
   *[no] { "" }
    }
measured-thresholds = **What other settings would do** (`SUIVI_ANSWER_AT` is { $now }), by how sure the entries were:
measured-at = { $at }{ $now ->
    [yes] { " " }(now)
   *[no] { "" }
    }: { $answered } answered, { $offered } offered, { $refused } refused
sending-paused = Nothing is sent any more, until `/seminar-admin resume`.
sending-resumed = Sending goes on.
sending-paused-already = Sending was stopped already.
sending-resumed-already = Sending goes on as it did; it was not stopped.
handover-usage = Please name both, as `/seminar-admin roster` shows their ids: `/seminar-admin handover FROM TO`.
assign-usage = Please name both: `/seminar-admin assign RECOMMENDATION PARTICIPANT`, a recommendation by its id or reference, a person by their id as `/seminar-admin roster` shows it.
assign-unknown = There is no recommendation "{ $id }".{ $guessed ->
    [no] { "" }
   *[yes] { " " }Did you mean { $guess }?
    } `/seminar recommendations` lists them.
assign-no-policy = { $reference } is not followed up: it has no `follow_up` in the knowledge files, so there is no due date. Write one there, then `/seminar-admin reload`.
assign-has = { $name } carries { $reference } already.
assign-done-before = { $name } has carried { $reference } out already; nothing was changed.
assign-done = { $name } carries { $reference } from now on, due on { DATETIME($due, dateStyle: "long") }. A reload leaves it so.
rest-unknown = There is nobody in the roster and no recommendation called "{ $id }".{ $guessed ->
    [no] { "" }
   *[yes] { " " }Did you mean { $guess }?
    } `/seminar-admin { $command }` without a name means everything.
pause-some = { $count ->
    [one] Reminders of { $what } are stopped (one assignment), until `/seminar-admin resume` with the same name.
   *[other] Reminders of { $what } are stopped ({ $count } assignments), until `/seminar-admin resume` with the same name.
    }
pause-none = { $what } has nothing open that is not stopped already.
resume-some = { $count ->
    [one] Reminders of { $what } go on (one assignment).
   *[other] Reminders of { $what } go on ({ $count } assignments).
    }
resume-none = { $what } has nothing that was stopped.
handover-unknown = The roster has nobody with the id { $id }. `/seminar-admin roster` shows the ids.
handover-same = Those are one and the same person.
handover-none = { $from } carries no open assignment; nothing was changed.
handover-done = { $count ->
    [one] One assignment has gone
   *[other] { $count } assignments have gone
    } from { $from } to { $to }, with its history. { $to } gets a briefing.
conflict = Others were changing this at the same moment, so nothing was changed. Please try again.

## Sending: what organisers are told

told-jump = The clock of the machine I run on has jumped by days, so I have stopped sending reminders rather than send the wrong ones. When the clock is right, type `/seminar-admin resume`.
told-parked = I can't tell whether a reminder arrived, because I can't read the conversation it was sent to. I won't send it a second time unless you say so: `/seminar-admin status` lists it.
told-undeliverable = Slack refuses a reminder for good, so it has reached nobody. `/seminar-admin status` lists it, with Slack's reason.
audit-none = Nothing was done that fits. `/seminar-admin audit` shows all; it takes a person, days (2031-01-31), words of an action, a page, `csv`.
audit = **What was done: { $count }**, latest first, in UTC; page { $page } of { $pages }. Narrow it by a person, days, words of an action; `audit csv` gives a table.
audit-table = Here is what was done as a table: { $count ->
    [one] { $count } line.
   *[other] { $count } lines.
    }
audit-terminal = the terminal
doctor-name-tokens = Tokens
doctor-name-scopes = Scopes
doctor-name-events = Event subscriptions
doctor-name-organisers = Organisers
doctor-name-database = Database
doctor-name-migrations = Migrations
doctor-name-disk = Disk
doctor-name-clock = Clock
doctor-name-zones = Time zones
doctor-name-content = Content
doctor-name-checks = Checks
doctor-name-reach = Reachability
doctor-well = All is well.
doctor-care = It works; look at the lines with "care".
doctor-ill = It does not work as it should; mend the lines with "ill" first.
doctor-tokens-none = there are none, so the bot serves the local workspace on this machine; set SLACK_BOT_TOKEN, and SLACK_APP_TOKEN or SLACK_SIGNING_SECRET, to serve Slack
doctor-tokens-bad = { $problem }
doctor-tokens = Slack knows the bot as { $bot } in { $team } ({ $transport })
doctor-scopes = the token has all { $count } scopes of config/slack_manifest.yaml
doctor-scopes-missing = the token lacks { $scopes }; add them under OAuth & Permissions (or import config/slack_manifest.yaml again) and install the app again
doctor-scopes-more = the token has { $scopes }, which the bot does not use; take them out under OAuth & Permissions
doctor-scopes-untold = Slack did not say which the token has; compare OAuth & Permissions with config/slack_manifest.yaml
doctor-events = no bot may read them; the app's page Event Subscriptions has to list { $events }, and Interactivity has to be on
doctor-organisers = { $count } in SUIVI_ORGANISERS, all known to Slack
doctor-organisers-local = the local workspace has its own
doctor-organisers-none = SUIVI_ORGANISERS is empty, so nobody can administer the bot or answer questions; put Slack ids or a user group's id there
doctor-organisers-unknown = Slack does not know { $ids }; copy the ids again from the profiles, or give the bot usergroups:read
doctor-database = { $place } answers
doctor-database-new = { $place } is not there yet; the first start makes it
doctor-database-bad = { $problem }
doctor-migrations = the schema is at revision { $revision }, as it should be
doctor-migrations-new = there is nothing to migrate yet
doctor-migrations-old = the schema is at revision { $revision }, this version needs { $wanted }; the next start migrates it, so make a backup first
doctor-migrations-later = the schema is at revision { $revision }, which this version does not know; start the version that made it
doctor-disk = { $folder } has { $mib } MiB of room
doctor-disk-little = { $folder } has only { $mib } MiB of room left; make some before it is full
doctor-disk-full = { $folder } has { $mib } MiB of room left, too little to keep anything; make room, or set another SUIVI_STATE_DIR
doctor-disk-refuses = { $folder } cannot be written; check its rights, or set another SUIVI_STATE_DIR
doctor-clock = within { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
    } of Slack's
doctor-clock-off = { $seconds } seconds off Slack's; let the machine set it by the network (NTP)
doctor-clock-wrong = { $seconds } seconds off Slack's: requests are refused and reminders go out at the wrong time; let the machine set it by the network (NTP)
doctor-clock-alone = { $at }; there is no other clock to compare it with
doctor-zones = { $count ->
    [one] the only one that is named is known here
   *[other] all { $count } that are named are known here
    }
doctor-zones-unknown = this machine does not know { $zones }; install the package tzdata
doctor-content = { $entries } entries in { $folder }
doctor-content-waits = { $folder } differs from what is in service; `/seminar-admin reload` shows how
doctor-content-example = { $folder } has examples ({ $count }), which are ignored where real people are served
doctor-content-bad = { $count ->
    [one] one thing in it needs mending, in { $place }; `python run_bot.py check` shows it
   *[other] { $count } things in it need mending, the first in { $place }; `python run_bot.py check` lists them
    }
doctor-checks = all { $count } questions of the checks find what they should
doctor-checks-failed = { $failed } of { $count } questions of the checks fail; `python run_bot.py check` lists them
doctor-reach = the bot serves on { $host }, port { $port }
doctor-reach-unready = the bot runs on { $host }, port { $port }, and is not ready: { $problem }
doctor-reach-none = nothing answers on { $host }, port { $port }; start it with `make run` or `python run_bot.py serve`, or set SUIVI_HOST and SUIVI_PORT as they are there
doctor-reach-other = something else answers on { $host }, port { $port }; choose another with SUIVI_PORT
expiry-title = { $count ->
    [one] **An entry or a contact card that you keep right is to be looked at again.** Please confirm it with a new `valid_until`, or correct it, in the knowledge files.
   *[other] **{ $count } entries or contact cards that you keep right are to be looked at again.** Please confirm each with a new `valid_until`, or correct it, in the knowledge files.
    }
expiry-line = { $title } (`{ $id }`): { $past ->
    [yes] held until { DATETIME($day, dateStyle: "long") }; it is answered with a warning
   *[no] holds until { DATETIME($day, dateStyle: "long") }
    }
told-doubled = A reminder may have arrived twice: I was stopped for longer than I may be while I sent it. The audit trail has its number.

## Questions line by line, in the terminal

line-said = line { $line }: { $what }
line-not-json = not JSON ({ $detail }); write one object a line
line-not-object = not an object; write { $detail }
line-no-question = nothing is asked; add "question" with a text, or "turns" with a list of texts
line-no-turns = "turns" is empty; write at least one question in it, or "question" instead
line-turns-not-texts = "turns" must be a list of texts, as in { $detail }; for one question write "question"

## Roster and rehearsal, in the terminal

rostered = { $count ->
    [one] One participant was read
   *[other] { $count } participants were read
    }: { $added } added, { $changed } changed.
rostered-added = Added: { $ids }
rostered-changed = Changed: { $ids }
rostered-missing = Kept although they are not in the file: { $ids }
rostered-removed = Erased, since they are not in the file (their assignments are closed, their name is gone from the history): { $ids }
rostered-unmatched = Not found in Slack yet; a bot that serves looks for their addresses within the hour: { $ids }
rostered-unreachable = Without an e-mail address, so no reminder can reach them: { $ids }
rostered-examples = Marked `example: true`, so ignored where Slack serves real people: { $ids }
rehearsed-title = What would be sent from { DATETIME($day, dateStyle: "long") } to { DATETIME($until, dateStyle: "long") }, if nobody answered
rehearsed-local = Their time
rehearsed-utc = UTC
rehearsed-to = To
rehearsed-about = About
rehearsed-why = Why
rehearsed-owner = { $about } ({ $owner })
rehearsed-owners = { $about } ({ $count } owners)
rehearsed-reminder = { $when ->
    [on] on the due date, { DATETIME($due, dateStyle: "long") }
    [ahead] { $days ->
        [one] one day
       *[other] { $days } days
    } before { DATETIME($due, dateStyle: "long") }
   *[past] { $days ->
        [one] one day
       *[other] { $days } days
    } after { DATETIME($due, dateStyle: "long") }
    }
rehearsed-snoozed = a snooze is over; due on { DATETIME($due, dateStyle: "long") }
rehearsed-deputy = silence { $days } days after { DATETIME($due, dateStyle: "long") }: the deputy
rehearsed-escalation = silence { $days } days after { DATETIME($due, dateStyle: "long") }: the escalation contact
rehearsed-expiry = valid until { DATETIME($due, dateStyle: "long") }: whoever keeps it right
rehearsed-decision = silence { $days } days after { DATETIME($due, dateStyle: "long") }: an open decision
rehearsed-validation = the report of { DATETIME($due, dateStyle: "long") } waits to be confirmed
rehearsed-returned = a report was sent back; due on { DATETIME($due, dateStyle: "long") }
rehearsed-not_mine = the owner says that it is not theirs; due on { DATETIME($due, dateStyle: "long") }
rehearsed-unreachable = the owner cannot be reached; due on { DATETIME($due, dateStyle: "long") }
rehearsed-quiet = somebody asks for no more reminders
rehearsed-quiet_granted = their reminders were stopped, as they asked
rehearsed-quiet_kept = their reminders go on
rehearsed-briefing = a successor takes over; due on { DATETIME($due, dateStyle: "long") }
rehearsed-why-weekend = (moved: not a working day of theirs)
rehearsed-why-holiday = (moved: a public holiday)
rehearsed-why-hours = (moved: outside their working hours)
rehearsed-why-budget = (moved: enough messages that week)
rehearsed-why-away = (away: to the deputy, or later)
rehearsed-why-snoozed = (moved: snoozed)
rehearsed-why-late = (late: it fell due before)
rehearsed-total = { $count ->
    [one] One message
   *[other] { $count } messages
    } to { $people ->
    [one] one recipient
   *[other] { $people } recipients
    }. Nothing was sent.
rehearsed-example = Among them are policies or people marked `example: true`: an illustration, ignored where Slack serves real people.
rehearsed-none = Nothing would be sent from { DATETIME($day, dateStyle: "long") } to { DATETIME($until, dateStyle: "long") }.
rehearsed-live = Policies and people marked `example: true` were ignored, since Slack serves real people.

## Explaining (in the terminal, for authors)

judged-question = Question: { $question } (language: { $name })
judged-misspelt = Taken for a misspelling: { $words }
judged-unknown = Words that stand nowhere in the entries: { $words }
judged-alias = { $term } is also: { $same }
judged-title = What was found, best first
judged-candidate = Entry, or passage
judged-closest = Closest wording
judged-score = Score
judged-confidence = Confidence
judged-features = Made of
judged-guards = Held down by
judged-number = it is not about { $numbers }
judged-contrast = a word that makes the difference between alike phrasings
judged-thresholds = Answered from { $answer }, offered from { $offer } (the choices together), quoted from { $quote }
judged-decision = Decision: { $what }
judged-answer = answer { $entry }, since { $confidence } ≥ { $least }
judged-quote = quote { $passage }, since no entry is sure enough and { $confidence } ≥ { $least }
judged-offer = offer { $entries }, since together { $confidence } ≥ { $least }
judged-nothing = say "I don't know": what could be offered stays below { $least }
judged-not-searched = Nothing was looked up: it is answered before ({ $kind })

## Taking away: exports, dates, pictures

export-usage = Say what you want as a file: `/seminar-admin export csv` (assignments as a table), `export csv history` (what happened), `export xlsx` (both in one workbook), `export json` (both, for programs), `export ics` (all due dates, for a calendar).
export-none = Nothing is followed up yet, so there is nothing to export.
export-done = Here it is, in our direct message, where only you see it: { $assignments } assignments and { $events } things that happened. It holds names and people's notes: keep it as you keep those.
file-not-sent = I could not hand over that file: Slack did not take it. Nothing was changed. Please try again; if that does not help, the app may lack the scope `files:write`.
dates-none = You carry nothing with a due date, so there is nothing for a calendar.
dates-done = { $count ->
    [one] Here is your due date, as a file for your calendar, in our direct message. When it changes, ask again: a calendar knows it by its id.
   *[other] Here are your { $count } due dates, as a file for your calendar, in our direct message. When they change, ask again: a calendar knows them by their ids.
    }
ics-name = Recommendations to carry out
ics-about = How it stands: { $status }. To report, ask the bot for { $reference }.
chart-done = done
chart-waiting = reported, not confirmed yet
chart-partly = partly implemented
chart-under_way = under way
chart-not_started = not started
chart-blocked = blocked
chart-not_applicable = not applicable
chart-late = overdue
chart-elsewhere = without a country
chart-title = How the recommendations stand on { DATETIME($day, dateStyle: "long") }
chart-trend-title = How they came to stand, up to { DATETIME($day, dateStyle: "long") }
chart-rows = Countries
chart-columns = Recommendations
chart-count = Assignments
chart-alt-row = { $row }: { $cells }.
chart-alt-cell = { $reference } { $state }
chart-alt-cell-late = { $reference } { $state }, overdue
chart-alt-state = { $state }: { $count }
chart-alt-more = { $count ->
    [one] And one more country.
   *[other] And { $count } more countries.
    }
chart-alt-trend = On { DATETIME($day, dateStyle: "long") }, { $states }.
picture-done = { $count ->
    [one] **{ $title }.** One assignment that you may see, as a picture and over time, in our direct message. { $states }.
   *[other] **{ $title }.** { $count } assignments that you may see, as a picture and over time, in our direct message. { $states }.
    }
picture-none = There is nothing to draw: nothing that you may see fits that. Who stands where is shown to those who carry it and to the organisers; `/seminar recommendations` has the totals for everybody.
picture-failed = I could not draw that; how things stand is as it was. { $states }.

## The weekly digest

said-digest = the weekly digest of { DATETIME($due, dateStyle: "long") }
said-expiry = What you keep right holds until { DATETIME($due, dateStyle: "long") }.
rehearsed-digest = the weekly digest of { DATETIME($due, dateStyle: "long") }
message-digest = The weekly digest.
digest-title = **The week up to { DATETIME($day, dateStyle: "long") }**
digest-states = { $count ->
    [one] One assignment. { $states }.
   *[other] { $count } assignments. { $states }.
    }
digest-none = Nothing is followed up yet.
digest-moved = { $count ->
    [one] **What moved:** one thing
   *[other] **What moved:** { $count } things
    }
digest-moved-none = **What moved:** nothing.
digest-line = - **{ $reference }** · { $owner }: { $what }
digest-overdue = { $count ->
    [one] **Overdue:** one assignment
   *[other] **Overdue:** { $count } assignments
    }
digest-overdue-none = **Overdue:** nothing.
digest-overdue-line = - **{ $reference }** · { $owner }: due { DATETIME($due, dateStyle: "long") }, { $days ->
        [one] one day ago
       *[other] { $days } days ago
    }
digest-waits = **What waits for a human**
digest-waits-none = **What waits for a human:** nothing.
digest-waits-validator = - { $count ->
        [one] one report waits for its validator
       *[other] { $count } reports wait for their validators
    }
digest-waits-decision = - { $count ->
        [one] one assignment waits for your decision, after silence or because it is paused
       *[other] { $count } assignments wait for your decision, after silence or because they are paused
    }
digest-waits-unreachable = - { $count ->
        [one] one assignment has an owner whom Slack cannot reach
       *[other] { $count } assignments have owners whom Slack cannot reach
    }
digest-waits-parked = - { $count ->
        [one] one message did not go out: `/seminar-admin parked`
       *[other] { $count } messages did not go out: `/seminar-admin parked`
    }
digest-waits-questions = - { $count ->
        [one] one question has no answer yet: `/seminar-admin unanswered`
       *[other] { $count } questions have no answer yet: `/seminar-admin unanswered`
    }

## The printed report

report-title = Progress report: { $seminar }
report-made = Made on { DATETIME($day, dateStyle: "long") }
report-personal = It names posts and holds what people reported: for the organisers.
report-totals = In numbers
report-state = How it stands
report-number = Assignments
report-matrix = Countries and recommendations
report-none = Nothing is followed up yet.
report-overdue = Overdue
report-overdue-none = Nothing is overdue.
report-waits = Waiting for a validator
report-waits-none = Nothing waits for a validator.
report-each = Each recommendation
report-owner = Who
report-due = Due
report-reported = Reported on
report-note = Last note
publish-title = Questions and answers: { $seminar }
publish-made = Made on { DATETIME($day, dateStyle: "long") } from what the organisers wrote.
publish-contact = Something is missing or wrong? Ask { $contact }.
publish-when = { DATETIME($start, dateStyle: "long") } to { DATETIME($end, dateStyle: "long") }, { $place }
publish-recommendations = { $seminar }: recommendations
publish-shared = Organisations, terms and other meetings
publish-until = Holds until { DATETIME($day, dateStyle: "long") }.
publish-past = Held until { DATETIME($day, dateStyle: "long") }; nobody has confirmed it since.

## Proposing (in the terminal, after checks that failed)

proposals = { $count ->
    [one] A name may be missing in aliases.yaml:
   *[other] { $count } names may be missing in aliases.yaml:
    }
proposal = perhaps "{ $term }" is another name for "{ $same }" ({ $entries }): with [{ $same }, { $term }] in aliases.yaml { $count ->
    [one] one more check passes
   *[other] { $count } more checks pass
    }

deep-score = Of { $count } entries and cards, weighed by what each is worth: { $score } of 100.
deep-kind-expired = { $count ->
    [one] One is past its last day. Look at it again, and give it another `valid_until`:
   *[other] { $count } are past their last day. Look at them again, and give them another `valid_until`:
    }
deep-more-expired = until { $day }
deep-kind-unfound = { $count ->
    [one] One entry is found by nobody who asks in words that do not stand there. Write more ways of asking for it, in the words of those who ask:
   *[other] { $count } entries are found by nobody who asks in words that do not stand there. Write more ways of asking for them, in the words of those who ask:
    }
deep-more-unfound = { $count ->
    [one] one way of asking tried
   *[other] { $count } ways of asking tried
    }
deep-kind-unverified = { $count ->
    [one] One contact card was never verified, so that Slack does not show it. Call it, or read it on its official page, and write `verified_on`:
   *[other] { $count } contact cards were never verified, so that Slack does not show them. Call them, or read them on their official pages, and write `verified_on`:
    }
deep-kind-duplicate = { $count ->
    [one] One entry has the answer of another. Put the two together, or say what each is about:
   *[other] { $count } entries have the answer of another. Put them together, or say what each is about:
    }
deep-more-duplicate = as { $other }
deep-kind-stolen = { $count ->
    [one] One entry loses questions to another. Say what sets the two apart, or write more ways of asking for the first:
   *[other] { $count } entries lose questions to another. Say what sets the two apart, or write more ways of asking for the first:
    }
deep-more-stolen = to { $other }, { $count } ways of asking, as "{ $phrasing }"
deep-kind-no_answer = { $count ->
    [one] One answer is missing in a language of the seminar:
   *[other] { $count } answers are missing in a language of the seminar:
    }
deep-more-no_answer = { $language }
deep-kind-dead_link = { $count ->
    [one] One link leads nowhere. Look where the page is now, or leave the address out:
   *[other] { $count } links lead nowhere. Look where the pages are now, or leave the addresses out:
    }
deep-more-dead_link = { $link }
deep-kind-no_phrasing = { $count ->
    [one] One entry has an answer in a language, and no way of asking for it:
   *[other] { $count } entries have an answer in a language, and no way of asking for it:
    }
deep-more-no_phrasing = { $language }
deep-kind-expires = { $count ->
    [one] One will be past its last day within a month:
   *[other] { $count } will be past their last day within a month:
    }
deep-more-expires = until { $day }
deep-kind-few = { $count ->
    [one] One entry has hardly a way of asking. Five or six in each language find it far more often:
   *[other] { $count } entries have hardly a way of asking. Five or six in each language find them far more often:
    }
deep-more-few = { $count } in all
deep-kind-unchecked = { $count ->
    [one] One entry has no check, so that nobody would see that it is not found any more:
   *[other] { $count } entries have no check, so that nobody would see that they are not found any more:
    }
deep-kind-long = { $count ->
    [one] One answer fills more than the screen of a phone. Begin with the answer, and leave the rest to the source:
   *[other] { $count } answers fill more than the screen of a phone. Begin with the answer, and leave the rest to the source:
    }
deep-more-long = { $language }, { $count } letters
deep-kind-hard = { $count ->
    [one] One answer is hard to read (LIX above 65; a newspaper has 40). Make its sentences shorter:
   *[other] { $count } answers are hard to read (LIX above 65; a newspaper has 40). Make their sentences shorter:
    }
deep-more-hard = { $language }, { $count }
deep-more = and { $count } more; `--all` lists them
deep-untried = { $count ->
    [one] Of one link it is not known whether it leads anywhere: it did not answer, or not a program.
   *[other] Of { $count } links it is not known whether they lead anywhere: they did not answer, or not a program.
    }

## App Home

home-ask = Ask about the seminar
home-ask-hint = Enter sends it. Only you see the answer. Please send no case details and no names of victims.
home-ask-placeholder = In your own words, in English or French
home-ask-empty = You sent nothing yet: write your question in the box and press Enter, or press one of the questions below it.
home-answer = Answer
home-looking = I am looking that up…
home-failed = That did not work, and nothing was changed. Please close this and try again in a minute.
home-away = I can't reach my notes right now, so your recommendations are not shown. You can ask all the same; open this page again in a minute.
home-validator = { $count ->
    [one] One report waits for you
   *[other] { $count } reports wait for you
    }
home-owner = { $count ->
    [one] Your recommendation
   *[other] Your recommendations ({ $count })
    }
home-deputy = You stand in for others ({ $count })
home-contact = You are the contact ({ $count })
home-overdue = Overdue ({ $count })
home-nothing = Nothing is assigned to you at the moment. When something is, it stands here, and I write to you before it is due.
home-zone = Your days are those of { $zone }.
home-no-date = no due date
home-due = { $when ->
    [today] **due today**
    [ahead] due on { DATETIME($due, dateStyle: "long") } ({ $days ->
        [one] tomorrow
       *[other] in { $days } days
    })
    [passed] was due on { DATETIME($due, dateStyle: "long") }
   *[past] **overdue** since { DATETIME($due, dateStyle: "long") } ({ $days ->
        [one] one day
       *[other] { $days } days
    })
    }
home-paused = no reminders
home-snoozed = quiet until { DATETIME($day, dateStyle: "long") }
home-page-back = Page before
home-page-on = Next page
home-organisers = For organisers
home-figure-done = **Done:** { $done } of { $all }
home-figure-late = **Overdue:** { $count }
home-figure-working = **Under way:** { $count }
home-figure-silent = **Not started:** { $count }
home-figure-blocked = **Blocked:** { $count }
home-figure-people = **People:** { $count }{ $unmatched ->
    [0] { "" }
   *[other] , { $unmatched } not found in Slack
    }
home-figure-unanswered = **Unanswered questions:** { $count }
home-figure-parked = **Messages that did not go out:** { $count }
home-figure-sending = **Reminders:** { $why ->
    [no] are being sent
    [jump] stopped, because the machine's clock jumped
    [restored] stopped, because the database was restored
   *[other] stopped by an organiser
    }
home-figure-reload = **Knowledge:** { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
    }, generation { $generation }{ $dated ->
    [yes] , last changed on { DATETIME($day, dateStyle: "long") }
   *[no] { "" }
    }
home-question = { DATETIME($day, dateStyle: "long") }: { $question }
home-questions = Questions that wait for an answer
home-job-reload = Reload knowledge
home-job-undo = Undo last change
home-job-undo-sure = The knowledge goes back to what it was before the last change; the files stay as they are.
home-job-unanswered = Unanswered questions
home-job-roster = Roster
home-job-simulate = Next 30 days
home-job-parked = Parked messages
home-job-status = Sending status
home-job-pause = Stop reminders
home-job-pause-sure = Nobody is reminded of anything until you let it go on.
home-job-resume = Resume reminders
home-job-help = All commands
home-jobs-typed = What needs a name is typed: `/seminar-admin handover FROM TO`, `erase PARTICIPANT`, `parked release ID`. To load a roster, send me its file in a direct message.
home-about = The seminar
home-day = **When:** { DATETIME($day, dateStyle: "long") }
home-days = **When:** { DATETIME($day, dateStyle: "long") } to { DATETIME($until, dateStyle: "long") }
home-place = **Where:** { $place }
home-series = **Part of:** { $series }
home-recommendations = **What came of it:** { $count ->
    [0] no recommendation that I know of
    [one] one recommendation
   *[other] { $count } recommendations
    }
home-known = **What I can say of it:** answers to { $count ->
    [one] one question
   *[other] { $count } questions
    }
home-language = { $chosen ->
    [yes] **Language:** English, as you chose: I answer in it whatever language you ask in.
   *[no] **Language:** English here, as in your Slack. Ask in English or in French: I answer in the language of the question.
    }
home-always = Always in English
home-help = `/seminar help` says what else I can do, `/seminar privacy` what is kept of you. To talk to people: { $contact }.

drafts-held = Besides, { $count ->
        [one] one draft is valid and waits
       *[other] { $count } drafts are valid and wait
    } for an organiser: entries { $entries }, recommendations { $recommendations }, documents { $documents }, checks of drafts { $checks }. Read them, then take `draft: true` away from each that you stand by.

# How people ask for what a new seminar or an imported report tells: one wording a line.
draft-ask-dates =
    When did the meeting take place?
    When does the conference take place?
    What are the dates of the seminar?
    when was the round table held
    dates of the meeting
    which days was it
    on what day did it start and end
    how many days did it last
    how long was the meeting
    when is it
    what date
    when exactly did it happen
    when was it held
    when was the meeting held
    when was the conference
    which day was it
draft-ask-place =
    Where did the meeting take place?
    Where was the conference held?
    In which city was the seminar held?
    in which country was it
    which town hosted the meeting
    place of the meeting
    where is the round table
    where did people meet
    which city
    where was it held
    where was the meeting held
    where did the participants gather
draft-ask-venue =
    What is the venue?
    In which building was the meeting held?
    venue address
    which room was it in
    at which hotel or hall does the conference take place
    what is the address of the venue
    name of the venue
    where exactly did people meet, in which building
    in which building
    which building was it in
draft-ask-organiser =
    Who organised the meeting?
    Who is the organiser of the conference?
    Who organised the seminar?
    who is organising it
    organisers
    who convened the meeting
    which body held the round table
    who hosted it
    who was behind the event
    who were the organisers
draft-ask-partners =
    Who supported the meeting?
    Who are the partners of the conference?
    With whom was it organised?
    who funded the seminar
    who paid for the meeting
    financial support
    co-organisers and sponsors
    in partnership with whom
    donors of the event
    who were the partners
    with whom did the organisers cooperate
    which partners helped to organise it
    who was the co-organiser
    co-organiser
draft-ask-participants =
    How many people took part?
    Who took part in the meeting?
    How many participants were there?
    number of participants
    who attended the conference
    participants
    how many people came
    from how many countries did the participants come
    how many attended
draft-ask-speakers =
    Who spoke at the meeting?
    Who are the speakers of the conference?
    list of speakers
    who gave a talk
    who gave the keynote
    speakers and their posts
    who presented
    who were the speakers
    who are the speakers
    names of the speakers
draft-ask-chair =
    Who chaired the meeting?
    Who was the chair?
    who moderated the discussion
    moderator
    who was the rapporteur
    who led the debates
    who presided
draft-ask-opening =
    Who opened the meeting?
    Who gave the opening address?
    opening remarks
    who welcomed the participants
    who spoke first
draft-ask-closing =
    Who closed the meeting?
    Who gave the closing address?
    closing remarks
    how did the meeting end
draft-ask-languages =
    Which languages were spoken?
    Is there interpretation?
    working languages
    in which languages is the meeting held
    interpreters
    can I speak French or English there
    what were the working languages
    was there interpretation
    into which languages was it interpreted
draft-ask-programme =
    What is the programme?
    What was on the agenda?
    timetable
    agenda of the conference
    sessions and times
    at what time does it begin
    what happens on the first day
    what happens on the second day
    at what time did it start
    when did the day begin
draft-ask-registration =
    How do I register?
    Until when can I register?
    registration deadline
    where to sign up
    how to take part
    is registration open
draft-ask-fee =
    How much does it cost to take part?
    Is there a registration fee?
    price of the conference
    is it free of charge
    fee
    participation fee
    how much was the registration
    what does registration cost
    did one have to pay
    was entry free
    is admission free
draft-ask-hotel =
    Which hotel do participants stay at?
    Where can I stay?
    accommodation
    hotel rooms
    who books the hotel
draft-ask-travel =
    How do I get there?
    Are travel costs reimbursed?
    travel
    from the airport to the venue
    transport
draft-ask-theme =
    What was the meeting about?
    What is the theme of the conference?
    What was the aim of the seminar?
    purpose of the meeting
    objectives
    what was discussed
    subject of the round table
    topic
draft-ask-adoption =
    When was the declaration adopted?
    Which document was adopted?
    date of adoption
    who adopted the declaration
    what was adopted at the end
    by consensus or by vote
draft-ask-next =
    When is the next meeting?
    Where will the next meeting be held?
    next edition
    when do they meet again
    date of the follow-up meeting
    what comes after this meeting
draft-ask-earlier =
    Which meetings came before this one?
    When and where was the previous meeting?
    where was the first meeting held
    where did the second meeting take place
    when was the last meeting before this one
    earlier meetings
    previous editions
draft-ask-publication =
    When will the report be published?
    Where are the proceedings published?
    when will the proceedings come out
    minutes and presentations
    is there a written report
draft-ask-review =
    How is the follow-up organised?
    Who monitors the implementation?
    who follows up the commitments
    when is progress reviewed
    monitoring
    who reports on progress
    how often is progress reviewed
    how often do they report
draft-ask-contact =
    Whom can I contact?
    Who answers questions?
    contact address
    e-mail of the organisers
    telephone number of the secretariat
    how do I reach the organisers
    email address
    what is the email address
    whom can I write to
    phone number
    e-mail address for information
    where do I write for information
draft-ask-website =
    Is there a website?
    Where can I read more?
    link to the documents
    web page of the meeting
    where can I find the documents
    documents online
draft-ask-recommendations =
    What are the recommendations?
    Which commitments were made?
    What was recommended?
    list of recommendations
    what was decided
    how many recommendations are there
    how many commitments are there
    what did the participants agree on
    conclusions and recommendations
    outcome of the meeting
draft-ask-summary =
    Give me a summary of the meeting.
    What is this document?
    in short
    what should I know about the meeting
draft-ask-number =
    How many { $noun }?
    number of { $noun }
    how many { $noun } were there
    { $noun }: how many
draft-ask-organisation =
    What is said about { $name }?
    role of { $name }
    was { $name } there
    did { $name } take part
    { $name }
draft-ask-person =
    Who is { $name }?
    { $name }
    what is the post of { $name }
    what did { $name } talk about
    did { $name } speak
draft-ask-role =
    Who is the { $role }?
    { $role }
    name of the { $role }
    who was the { $role }
draft-ask-section =
    What does the text say about { $heading }?
    { $heading }
    tell me about { $heading }
draft-ask-session =
    When is { $heading }?
    { $heading }
    at what time is { $heading }
    what time does { $heading } start
    who speaks in { $heading }
draft-ask-addressee =
    What is asked of { $name }?
    What must { $name } do?
    recommendations addressed to { $name }
    commitments of { $name }
    what did { $name } commit to
    what should { $name } do
draft-ask-point =
    What is { $noun } { $number }?
    { $noun } { $number }
    { $noun } no. { $number }
    whom is { $noun } { $number } addressed to
    what is the deadline of { $noun } { $number }
    who carries out { $noun } { $number }
draft-kind-meeting = meeting
draft-kind-round-table = round table
draft-kind-conference = conference
draft-kind-seminar = seminar
draft-kind-workshop = workshop
draft-kind-forum = forum
draft-kind-summit = summit
draft-kind-consultation = consultation
draft-kind-study-day = study day
draft-kind-webinar = webinar
draft-of-dates =
    when was the { $kind } held
    when is the { $kind }
    on which days does the { $kind } take place
draft-of-place =
    where was the { $kind } held
    where is the { $kind }
    in which city does the { $kind } take place
draft-of-venue =
    in which building is the { $kind } held
draft-of-organiser =
    who organised the { $kind }
    who organises the { $kind }
draft-of-partners =
    who supported the { $kind }
    who funded the { $kind }
draft-of-participants =
    how many people attended the { $kind }
    who took part in the { $kind }
draft-of-theme =
    what was the { $kind } about
    what was the aim of the { $kind }
draft-of-chair =
    who chaired the { $kind }
draft-of-opening =
    who opened the { $kind }
draft-of-next =
    when is the next { $kind }
    where will the next { $kind } be held
draft-ask-action =
    who has to { $action }
    who is asked to { $action }
    deadline to { $action }
    by when: { $action }
draft-title-dates = Dates
draft-title-place = Place
draft-title-contact = Contact

# `new`: the questions, the comments in the files, and what to do next.
new-ask-title = Title ({ $language })
new-ask-place = City, and country in parentheses ({ $language })
new-ask-contact = Whom the bot names when it cannot help: a person, a post, a channel ({ $language })
new-ask-start = First day (2027-03-14)
new-ask-end = Last day
new-ask-country = Country (RO, or its name)
new-ask-timezone = Time zone
new-bad-id = "{ $found }" cannot be an id; use small letters, digits and single hyphens, at most 80: zagreb-2027
new-bad-text = { $field } is empty or longer than 500 characters; write it for each language: --{ $field } "fr: ..." --{ $field } "en: ..."
new-bad-day = { $field }: "{ $found }" is not a day; write it as 2027-03-14
new-bad-days = The last day, { $found }, is before the first, { $accepted }; check --start and --end
new-bad-country = "{ $found }" is not a country I know; write its code, as in RO
new-bad-timezone = "{ $found }" is not a time zone I know; one of these must be meant: { $accepted }
new-bad-language = "{ $found }" is not a language I speak; accepted: { $accepted }
new-missing = Nobody is there to be asked, and this is missing: { $flags }. Add it to the command.
new-there = { $folder } is there already and not empty; nothing was written. Choose another id, or remove the folder.
new-not-written = { $folder } could not be written ({ $reason }); nothing is left there. Choose another place with --content.
new-announcement = Announcement of { $title }
new-answer-dates = **{ $title }**: { $days }, { $place }.
new-answer-place = **{ $title }**: { $place }.
new-answer-contact = For questions about { $title }: { $contact }.
new-phrasings-dates =
    when was the { $city } meeting held
    when is the { $city } seminar in { $year }
new-phrasings-place =
    where was the { $city } meeting held
    where is the { $city } seminar in { $year }
new-phrasings-contact =
    contact of the { $city } meeting
    whom do I ask about the { $city } seminar in { $year }
new-check-dates = when is the meeting in { $city } held?
new-check-place = where is the { $year } meeting in { $city } held?
new-check-contact = whom can I ask about the seminar in { $city }?
new-example-title = Train those who receive victims
new-example-text = That everybody who receives victims be trained by the end of the year.
new-example-addressees = the national authorities
new-about-id =
    One seminar: what it is, when, where, and whom to turn to. Every line that begins with # is for you; the bot reads past it.
    The id is that of the folder; assignments and feedback refer to it, so it stays.
new-about-title =
    What the meeting is called, in each language.
new-about-days =
    First and last day.
new-about-place =
    The city, with the country; the country's ISO code; and the zone in which times are meant.
new-about-languages =
    What the bot speaks where a question does not tell: the default first.
new-about-contact =
    Whom the bot names when it cannot help. Required in each language.
new-about-prompts =
    Offered to somebody who opens the conversation, at most four.
new-about-sources =
    Where the answers come from, by name, so that entries can say `source: announcement`. Add publisher, url and date.
new-about-more =
    More may stand here: series (a name per language), previous and next (ids of the meetings before and after),
    `default: true` (where there are several seminars, the one that is meant when a question names none).
new-about-entries =
    What people ask, and what the bot answers. Add an entry for everything that you are asked about: venue, programme, hotel, fee.
    phrasings: how people really put it, several in each language, no two entries the same. answer: Markdown, one to four sentences.
new-about-recommendations =
    What the seminar asks of whom; until there is something, the list is empty. An example, to be uncommented and rewritten:
new-about-checks =
    Questions that must find an entry, in words that no phrasing has; `python run_bot.py check` asks them all.
new-next =
    Written to { $folder }: { $files }.
    What to do next:
    1. Open { $folder }/seminar.yaml and entries/essentials.yaml; an editor with a YAML language server completes as you type.
    2. python run_bot.py check { $option }
    3. python run_bot.py ask "{ $question }" { $option }
    4. A report at hand? python run_bot.py import FILE --out DIR writes drafts to copy from.

# Drafts from reports: titles, answers, comments, the report.
draft-title-summary = Summary
draft-title-venue = Venue
draft-title-organiser = Organiser
draft-title-partners = Partners and support
draft-title-participants = Participants
draft-title-theme = Aim and theme
draft-title-speakers = Speakers
draft-title-chair = Chair
draft-title-opening = Opening
draft-title-closing = Closing
draft-title-adoption = Adoption
draft-title-programme = Programme
draft-title-languages = Languages
draft-title-registration = Registration
draft-title-fee = Fee
draft-title-hotel = Hotel
draft-title-travel = Travel
draft-title-next = Next meeting
draft-title-earlier = Earlier meetings
draft-title-publication = Publication
draft-title-review = Follow-up
draft-title-website = Website
draft-title-recommendations = Recommendations and commitments
draft-title-person = Person
draft-title-organisation = Organisation
draft-title-number = Number
draft-title-session = Session
draft-title-section = Section
draft-title-faq = Question
draft-noun-recommendation = recommendation
draft-noun-commitment = commitment
draft-noun-decision = decision
draft-told = { $what } ({ $meeting }): { $value }.
draft-quoted = The text says: “{ $text }”
draft-quoted-elsewhere = The text says (in its own language): “{ $text }”
draft-not-stated = The text about the meeting ({ $meeting }) does not say this: { $what }.
draft-overview-recommendation = { $meeting }: **{ $count } { $count ->
        [one] recommendation
       *[other] recommendations
    }**.
draft-overview-commitment = { $meeting }: **{ $count } { $count ->
        [one] commitment
       *[other] commitments
    }**.
draft-overview-decision = { $meeting }: **{ $count } { $count ->
        [one] decision
       *[other] decisions
    }**.
draft-addressee = Addressed to: { $name }.
draft-deadline = Deadline: **{ $day }**.
draft-deadline-words = Deadline: **{ $text }**.
draft-contact = the meeting's organisers
draft-unknown = not found
draft-place-page = { $file }, page { $number }
draft-place-row = { $file }, row { $number }
draft-place-line = { $file }, line { $number }
draft-fill-in =
    NOT FOUND in the text for certain: look, and fill in what holds.
draft-about-seminar =
    A draft, made from a text by a machine: nothing in this folder is served while it says `draft: true` here.
    Read everything, mend it, take the mark away here and from each entry, recommendation and document that you stand by.
draft-about-title =
    As the text calls itself. Add the other language.
draft-about-days =
    First and last day.
draft-about-place =
    The city. Add the country, and the other language.
draft-about-country =
    ISO code.
draft-about-zone =
    The zone in which times are meant.
draft-about-contact =
    Whom the bot names when it cannot help. Only you know.
draft-about-entries =
    Drafts. Above each entry stands the passage that it rests on. Correct the answer, drop phrasings that do not fit, add how people
    really ask, then take its mark away; remove the entry where it is of no use.
draft-about-recommendations =
    Drafts. The standing and the addressees are to be as the text has them; follow_up says who will be reminded, and when.
draft-report-title = What was understood of { $files }
draft-report-counts = { $facts } facts and { $points } points from { $blocks } passages; in { $unread } passages nothing was recognised.
draft-report-understood = Understood
draft-report-unread = Not understood
draft-report-more = and { $count } more
draft-report-missing = What a reader would ask, and the text does not say
draft-report-next = What to do next
draft-report-steps =
    1. Read each file; above each entry stands the passage that it rests on.
    2. Mend what is wrong, fill in what was not found, and take the mark `draft: true` away from what you stand by.
    3. `python run_bot.py check --content` with the folder says what is not right yet, and how many drafts wait.

# `import`: what is said at the end, and why a file is not taken.
import-done = Written to { $folder }: { $entries } entries and { $recommendations } recommendations, all of them drafts that nobody is shown. Read them, then: python run_bot.py check { $option }
import-there = { $folder } is there already and not empty; nothing was written. Name another folder with --out.
import-refused = { $place }: { $what } Nothing was written.
import-missing = there is no such file; check the name.
import-unreadable = it could not be read ({ $found }); check that it is a file and may be read.
import-too-large = it has { $found } bytes; at most { $accepted } are read. Save the chapters that matter as a file of their own.
import-too-large-unpacked = unpacked it would have { $found } bytes or characters; at most { $accepted } are read. Save it again without pictures, or in parts.
import-too-many-pages = it has { $found } pages; at most { $accepted } are read. Save it in parts.
import-too-many-rows = it has more than { $accepted } rows; save it in parts.
import-unknown-form = files that end with "{ $found }" cannot be read; save it as one of these: { $accepted }
import-old-form = files that end with "{ $found }" cannot be read; open it and save it as { $accepted }.
import-encrypted = it is protected by a password; save it again without one.
import-no-text = there is no text in it, as in a scan; run it through text recognition (OCR) first, and save what that gives.
import-broken = it is broken, or not what its name says ({ $found }); open it in the program that it comes from, and save it again.
import-entities = it declares entities ({ $found }), which no such file needs and by which a small one can grow without end; save it again with an office program.
import-unknown-columns = no column of it is known to hold the text of a recommendation (found: { $found }); name one of them: { $accepted }
import-bad-cell = "{ $found }" cannot be taken; accepted: { $accepted }
