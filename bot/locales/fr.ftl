# Chaque phrase que dit le bot, en français. Les valeurs entre { } sont remplies ; les noms sont les mêmes partout.
# Les textes sont du Markdown : **gras**, _italique_, `code`, lignes qui commencent par « - ».

## Demander

welcome = Bonjour ! Je réponds aux questions sur ce séminaire : **{ $seminar }**. Je dis ce que les organisateurs ont écrit, et je nomme la source. Quand je ne sais pas, je le dis. Posez votre question avec vos mots, en français ou en anglais.
help =
    {""}**Posez-moi vos questions sur le séminaire avec vos mots, en français ou en anglais.**
    - Ici, en message direct, ou en me mentionnant dans un canal ; je réponds dans le fil.
    - `/seminar quand a-t-il eu lieu ?` donne une réponse que personne d'autre ne voit.
    - `/seminar help` affiche ce texte.

    Je ne dis que ce que les organisateurs ont écrit, et je nomme la source. Si je ne suis pas sûr, je vous propose un choix ; si je ne sais pas, je le dis, et vous pouvez envoyer la question aux organisateurs d'un clic. Je suis un programme : personne ne surveille ce que vous écrivez ici. N'envoyez ni détails de dossiers ni noms de victimes.

    Pour parler à quelqu'un : { $contact }.
choices = { $count ->
    [one] Je ne suis pas sûr de comprendre. Est-ce ceci ?
   *[other] Je ne suis pas sûr de comprendre. Laquelle de ces questions est la vôtre ?
    }
choice-gone = Cette réponse n'existe plus : les organisateurs l'ont changée depuis. Reposez votre question avec vos mots.
unknown = Je ne sais pas : les organisateurs n'ont pas écrit de réponse à cela. Vous pouvez le dire autrement, envoyer la question aux organisateurs, ou vous adresser à : { $contact }.
too-long = C'est trop long pour moi : je comprends des questions d'au plus { $limit } caractères. Que voulez-vous savoir, en une phrase ?
note-other-language = Je n'ai cette réponse qu'en { $name }.
note-expired = Confirmé jusqu'au { DATETIME($day, dateStyle: "long") } ; cela peut avoir changé depuis.
note-others-can-read = Cette réponse n'est visible que de vous, mais d'autres peuvent lire ici ce que vous avez écrit. Vous pouvez l'effacer : survolez votre message, ou appuyez longuement dessus, puis choisissez Supprimer.

source = Source :
send-to-organisers = Envoyer aux organisateurs
passed-on = Merci. J'ai noté votre question pour les organisateurs, qui la trouveront dans leur liste ; les noms, adresses et numéros reconnus sont masqués.
already-passed-on = Votre question est déjà chez les organisateurs.
feedback-ask = Était-ce la bonne réponse ?
feedback-yes = Oui
feedback-no = Non
feedback-right = Merci, c'est noté : la réponse était bonne.
feedback-wrong = Merci, c'est noté : la réponse n'était pas bonne. Vous pouvez poser la question autrement.
already-rated = Vous me l'avez déjà dit, merci.
status = cherche la réponse…
prompts-title = Vous pouvez demander
command-seminar = pose une question sur le séminaire ; personne d'autre ne voit la réponse
command-seminar-admin = pour les organisateurs : recharger les connaissances, ou revenir en arrière

## Recommandations

standing-observation = constat, pas une recommandation
standing-emphasis = point souligné, aucune mesure demandée
standing-request = demande explicite
level-national = national
level-regional = régional
level-international = international
recommendation = _{ $reference } · { $standing }_
recommendation-with-levels = _{ $reference } · { $standing } · niveau : { $levels }_
recommendation-listed = - **{ $reference }** { $title } (_{ $standing }_)

## Sécurité

safety-immediate = Vous n'avez pas à affronter cela sans aide. N'écrivez pas de détails ici ; ce que vous avez écrit n'a pas été gardé.
safety-victim = Vous n'avez pas à affronter cela sans aide : des gens dont c'est le métier peuvent aider. N'écrivez ici ni noms ni détails ; ce que vous avez écrit n'a pas été gardé.
safety-personal_data = Merci de ne rien écrire ici sur d'autres personnes : ni noms, ni numéros, ni détails d'un dossier. Ce que vous avez écrit n'a pas été gardé ; supprimez votre message.
safety-emergency = **En cas de danger immédiat, appelez le numéro d'urgence du pays où vous êtes.** Je suis un programme : personne ne surveille cette conversation comme une ligne d'urgence.
safety-card = - **{ $numbers }** · { $name } : { $details } { $state }
safety-country = - **{ $place }** : { $contacts }
safety-contact-short = { $name }, { $numbers } { $state }
safety-no-card = Je n'ai pas de numéro sûr à vous donner pour l'endroit où vous êtes.
safety-contact = Pour joindre les organisateurs : { $contact }.
card-verified = { "" }
card-expired = _(plus confirmé depuis le { DATETIME($day, dateStyle: "long") })_
card-example = _(exemple, non vérifié)_

## Administration

admin-help =
    {""}**Pour les organisateurs**
    - `/seminar-admin reload` relit les fichiers de connaissances, les vérifie tous et les met en service ; s'il y a quelque chose à corriger, rien ne change et chaque endroit est indiqué.
    - `/seminar-admin undo` revient aux connaissances d'avant le dernier changement.
    - `/seminar-admin unanswered` donne la liste des questions que l'on vous a envoyées, les plus récentes d'abord.
    - `/seminar-admin help` affiche ce texte.
admin-unknown = Je ne connais pas `{ $command }`. `/seminar-admin help` dit ce que les organisateurs peuvent faire.
admin-guess = Je ne connais pas `{ $command }`. Vouliez-vous dire `/seminar-admin { $guess }` ?
admin-refused = Seuls les organisateurs du séminaire peuvent faire cela. Adressez-vous à : { $contact }.
unanswered =
    { $count ->
        [one] **Une question** vous a été envoyée. Écrivez une entrée qui y répond, puis `/seminar-admin reload`.
       *[other] **{ $count } questions** vous ont été envoyées, les plus récentes d'abord. Écrivez des entrées qui y répondent, puis `/seminar-admin reload`.
    }
unanswered-one = { DATETIME($day, dateStyle: "long") } : { $question }
unanswered-none = Aucune question n'attend : personne ne vous en a encore envoyé.
reload-done =
    {""}**Les connaissances sont rechargées** (génération { $generation }, { $entries ->
        [one] { $entries } entrée
       *[other] { $entries } entrées
    }) : { $added ->
        [one] { $added } ajoutée
       *[other] { $added } ajoutées
    }, { $changed ->
        [one] { $changed } modifiée
       *[other] { $changed } modifiées
    }, { $removed ->
        [one] { $removed } retirée
       *[other] { $removed } retirées
    }. `/seminar-admin undo` revient en arrière.
reload-same = Rien n'a changé dans les fichiers ; les connaissances en service restent (génération { $generation }, { $entries ->
    [one] { $entries } entrée
   *[other] { $entries } entrées
    }).
undo-done =
    {""}**Le dernier changement est annulé** (génération { $generation }, { $entries ->
        [one] { $entries } entrée
       *[other] { $entries } entrées
    }) : { $added ->
        [one] { $added } ajoutée
       *[other] { $added } ajoutées
    }, { $changed ->
        [one] { $changed } modifiée
       *[other] { $changed } modifiées
    }, { $removed ->
        [one] { $removed } retirée
       *[other] { $removed } retirées
    }. Les fichiers eux-mêmes n'ont pas bougé : le prochain rechargement ramènerait le changement.
undo-nothing = Il ne reste pas de connaissances plus anciennes auxquelles revenir.
difference-added = Ajouté : { $ids }
difference-changed = Modifié : { $ids }
difference-removed = Retiré : { $ids }
and-more = et { $count } de plus
reload-waits = Les fichiers de connaissances ont changé depuis la lecture de celles qui sont en service. `/seminar-admin reload` les met en service.
problems-found = { $count ->
    [one] Une chose est à corriger dans les connaissances :
   *[other] { $count } choses sont à corriger dans les connaissances :
    }
problems-kept = { $count ->
    [one] J'ai gardé les connaissances telles quelles : une chose est à corriger.
   *[other] J'ai gardé les connaissances telles quelles : { $count } choses sont à corriger.
    }
problem-said = { $place } : { $what }
problem-place = `{ $file }`, ligne { $line }, colonne { $column }
problem-place-line = `{ $file }`, ligne { $line }
problem-place-file = `{ $file }`

problem-missing-file = manque ; ajoutez ce { $accepted ->
    [folder] dossier
   *[other] fichier
    }
problem-unknown-file = n'est pas un fichier que je connais, personne ne le lirait ; un dossier contient { $accepted }
problem-unreadable = n'a pas pu être lu ({ $found }) ; vérifiez qu'il existe et qu'il est lisible
problem-outside = mène hors du dossier des contenus ; mettez-y le fichier lui-même au lieu d'un lien
problem-too-large = est trop grand ({ $found } octets) ; au plus { $accepted } octets : partagez-le
problem-not-utf8 = n'est pas du texte UTF-8 (octet { $found }) ; enregistrez-le en UTF-8
problem-syntax = n'est pas du YAML valide ici : { $found } ; souvent un guillemet manquant, une tabulation, ou « : » dans un texte qui demande des guillemets
problem-alias = « { $found } » : les alias YAML ne sont pas acceptés ; écrivez le texte en entier
problem-tag = « { $found } » : les étiquettes YAML ne sont pas acceptées ; retirez-la
problem-too-deep = est imbriqué sur plus de { $accepted } niveaux ; cherchez une indentation fausse
problem-duplicate-key = « { $found } » est écrit deux fois au même endroit (d'abord { $other }) ; gardez-en un
problem-second-document = un second document commence ici (« --- ») ; un fichier ne contient qu'un document
problem-missing = « { $field } » manque ; ajoutez-le
problem-unknown-field = « { $found } » n'est pas un champ connu ; acceptés ici : { $accepted }
problem-wrong-shape = { $field } { $accepted ->
    [text] doit être un texte
    [list] doit être une liste : un élément par ligne, chacun précédé de « - »
    [mapping] doit être des champs, un par ligne : « nom: valeur »
    [name] le nom d'un champ doit être un texte
   *[other] doit commencer par « { $accepted } »
    }, et non « { $found } »
problem-wrong-value = { $field } : « { $found } » n'est pas accepté ; acceptés : { $accepted }
problem-bad-form = { $field } : « { $found } » n'est pas { $accepted ->
    [id] un identifiant ; minuscules, chiffres et traits d'union, comme « adresse-lieu »
    [language] un code de langue ; deux ou trois minuscules, comme « fr »
    [country] un code de pays ; deux majuscules, comme « RO »
    [url] une adresse web ; elle commence par https:// ou http://
    [reference] une référence ; majuscules, chiffres et traits d'union, comme « BUC-2012-R01 »
    [date] une date ; écrivez année-mois-jour, comme 2012-11-08
    [boolean] true ou false
    [timezone] un fuseau horaire ; un nom comme Europe/Bucharest
   *[other] de la forme { $accepted }
    }
problem-too-long = { $field } est trop long ; au plus { $accepted } caractères
problem-too-many = { $field } a trop d'éléments ; au plus { $accepted }
problem-empty = { $field } est vide ; écrivez quelque chose, ou retirez-le
problem-invalid = { $field } : « { $found } » n'est pas accepté ({ $accepted })
problem-duplicate-id = l'identifiant « { $found } » est déjà pris ({ $other }) ; choisissez-en un autre
problem-duplicate-phrasing = la formulation « { $found } » est aussi là : { $other } ; elle ne peut pas distinguer les deux : ne la gardez qu'à un endroit
problem-unknown-reference = { $field } : il n'y a pas d'entrée « { $found } » ; vouliez-vous dire { $accepted } ?
problem-unknown-reference-bare = { $field } : il n'y a pas d'entrée « { $found } »
problem-unknown-source = il n'y a pas de source nommée « { $found } » ; les sources nommées : { $accepted }
problem-unknown-source-bare = il n'y a pas de source nommée « { $found } », ni aucune autre ; nommez-la sous `sources:` dans seminar.yaml, ou écrivez-la ici en entier
problem-end-before-start = { $field } : { $found } est avant le début, { $accepted }
problem-second-default = un second séminaire est marqué par défaut (le premier : { $other }) ; gardez-en un
problem-nothing-expected = cette vérification n'attend rien ; ajoutez l'un de ces champs : { $accepted }
problem-no-seminar = ne contient aucun séminaire : aucun dossier avec un { $accepted }

## Erreurs

error-unexpected = Désolé, quelque chose a mal tourné de notre côté. Rien de ce que vous avez écrit n'est perdu ; réessayez dans une minute. Si cela se reproduit, donnez ce numéro aux organisateurs : { $reference }.
error-ledger = Je n'arrive pas à joindre mes notes, donc ceci n'est *pas* encore enregistré. Réessayez dans une minute ({ $reference }).
error-storage = Je n'arrive pas à écrire les connaissances sur le disque, donc rien n'a changé ; celles qui sont en service restent. Prévenez la personne qui fait tourner ce bot ({ $reference }).
