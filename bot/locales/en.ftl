# Every sentence the bot says, in English. Values in { } are filled in; the names are the same in every language.
# Texts are Markdown: **bold**, _italic_, `code`, lines that begin with "- ".

## Asking

welcome = Hello! I answer questions about this seminar: **{ $seminar }**. I say what the organisers wrote, and name the source. When I don't know, I say so. Ask in your own words, in English or French.
help =
    {""}**Ask me about the seminar in your own words, in English or French.**
    - Here, in a direct message, or by mentioning me in a channel; I answer in the thread.
    - `/seminar when did it take place?` gives an answer that only you can see.
    - `/seminar help` shows this text.

    I only say what the organisers wrote, and name the source. When I am not sure I offer you a choice; when I don't know I say so, and you can send the question to the organisers with one click. I am a program: nobody watches what you write here. Please send no case details and no names of victims.

    To talk to people: { $contact }.
choices = { $count ->
    [one] I am not sure what you mean. Is it this?
   *[other] I am not sure what you mean. Which of these is it?
    }
choice-gone = That answer is no longer there: the organisers have changed it since. Please ask again in your own words.
unknown = I don't know: the organisers have not written an answer to that. You can put it in other words, send it to the organisers, or turn to { $contact }.
too-long = That is too long for me: I understand questions of up to { $limit } characters. What would you like to know, in one sentence?
note-other-language = I have this answer only in { $name }.
note-expired = This was confirmed until { DATETIME($day, dateStyle: "long") }; it may have changed since.
note-others-can-read = Only you see this answer, but others here can read what you wrote. You can delete it: hover over your message, or hold it down, then choose Delete.

source = Source:
send-to-organisers = Send to the organisers
passed-on = Thank you. I kept your question for the organisers, who will find it in their list; names, addresses and numbers I recognised are hidden.
already-passed-on = Your question is with the organisers already.
feedback-ask = Was this right?
feedback-yes = Yes
feedback-no = No
feedback-right = Thank you, noted: this was right.
feedback-wrong = Thank you, noted: this was not right. You can put the question in other words.
already-rated = You have told me already, thank you.
status = is looking that up…
prompts-title = You could ask
command-seminar = asks about the seminar; only you see the answer
command-seminar-admin = for organisers: reload the knowledge, or take it back

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
card-verified = { "" }
card-expired = _(not confirmed since { DATETIME($day, dateStyle: "long") })_
card-example = _(example, not verified)_

## Administration

admin-help =
    {""}**For organisers**
    - `/seminar-admin reload` reads the knowledge files again, checks them all, and puts them in service; where something needs mending, nothing changes and you see every place.
    - `/seminar-admin undo` goes back to the knowledge before the last change.
    - `/seminar-admin unanswered` lists the questions that people sent to you, latest first.
    - `/seminar-admin help` shows this text.
admin-unknown = I don't know `{ $command }`. `/seminar-admin help` lists what organisers can do.
admin-guess = I don't know `{ $command }`. Did you mean `/seminar-admin { $guess }`?
admin-refused = Only the seminar's organisers can do that. Please ask { $contact }.
unanswered =
    { $count ->
        [one] **One question** was sent to you. Write an entry that answers it, then `/seminar-admin reload`.
       *[other] **{ $count } questions** were sent to you, latest first. Write entries that answer them, then `/seminar-admin reload`.
    }
unanswered-one = { DATETIME($day, dateStyle: "long") }: { $question }
unanswered-none = No question waits: nobody has sent you one yet.
reload-done =
    {""}**The knowledge is reloaded** (generation { $generation }, { $entries ->
        [one] { $entries } entry
       *[other] { $entries } entries
    }): { $added } added, { $changed } changed, { $removed } removed. `/seminar-admin undo` takes it back.
reload-same = Nothing has changed in the files; the knowledge in service stays (generation { $generation }, { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
    }).
undo-done =
    {""}**The last change is undone** (generation { $generation }, { $entries ->
        [one] { $entries } entry
       *[other] { $entries } entries
    }): { $added } added, { $changed } changed, { $removed } removed. The files themselves are as they were: the next reload would bring the change back.
undo-nothing = There is no earlier knowledge left to go back to.
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
    [date] a date; write year-month-day, as in 2012-11-08
    [boolean] true or false
    [timezone] a time zone; use a name such as Europe/Bucharest
   *[other] of the form { $accepted }
    }
problem-too-long = { $field } is too long; at most { $accepted } characters
problem-too-many = { $field } has too many items; at most { $accepted }
problem-empty = { $field } is empty; write something, or remove it
problem-invalid = { $field }: "{ $found }" is not accepted ({ $accepted })
problem-duplicate-id = the id "{ $found }" is taken already (at { $other }); choose another
problem-duplicate-phrasing = the phrasing "{ $found }" is also at { $other }; it can never tell the two apart, so keep it in one
problem-unknown-reference = { $field }: there is no entry "{ $found }"; did you mean { $accepted }?
problem-unknown-reference-bare = { $field }: there is no entry "{ $found }"
problem-unknown-source = there is no source named "{ $found }"; named sources are: { $accepted }
problem-unknown-source-bare = there is no source named "{ $found }", nor any other; name it under `sources:` in seminar.yaml, or write it out here
problem-end-before-start = { $field }: { $found } is before the start, { $accepted }
problem-second-default = a second seminar is marked as default (the first at { $other }); keep one
problem-nothing-expected = this check expects nothing; add one of { $accepted }
problem-no-seminar = holds no seminar: no folder with a { $accepted }

## Errors

error-unexpected = Sorry, something went wrong on our side. Nothing you wrote was lost; please try again in a minute. If it happens again, give the organisers this number: { $reference }.
error-ledger = I can't reach my notes right now, so this is *not* saved yet. Please try again in a minute ({ $reference }).
error-storage = I can't write the knowledge to the disk, so nothing has changed; the knowledge in service stays. Please tell whoever runs this bot ({ $reference }).
