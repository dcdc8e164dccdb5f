# Chaque phrase que dit le bot, en français. Les valeurs entre { } sont remplies ; les noms sont les mêmes partout.
# Les textes sont du Markdown : **gras**, _italique_, `code`, lignes qui commencent par « - ».

## Demander

welcome = Bonjour ! Je réponds aux questions sur ce séminaire : **{ $seminar }**. Je dis ce que les organisateurs ont écrit, et je nomme la source. Quand je ne sais pas, je le dis. Posez votre question avec vos mots, en français ou en anglais.
help =
    {""}**Posez-moi vos questions sur le séminaire avec vos mots, en français ou en anglais.**
    - Ici, en message direct, ou en me mentionnant dans un canal ; je réponds dans le fil.
    - `/seminar quand a-t-il eu lieu ?` donne une réponse que personne d'autre ne voit.
    - `/seminar recommandations` énumère les recommandations et dit où elles en sont ; on peut ajouter un thème, un niveau, un pays, un état.
    - Demandez où l'on en est avec vos mots, comme « où en est-on de la coopération ? ».
    - `/seminar mine` montre ce qui vous est confié, en propre, en suppléance ou à confirmer ; c'est aussi là que vous dites où vous en êtes.
    - `/seminar dates` vous donne vos échéances pour votre calendrier ; `/seminar progress` dessine où l'on en est, pour un thème, un niveau ou un pays si vous en ajoutez un.
    - `/seminar` et une référence, comme dans `/seminar BUC-2012-R01`, montre une recommandation.
    - `/seminar language` permet de choisir la langue de mes réponses ; `/seminar privacy` dit ce qui est gardé de vous, vous en donne une copie, ou l'efface.
    - `/seminar help` affiche ce texte.

    Je ne dis que ce que les organisateurs ont écrit, et je nomme la source. Si je ne suis pas sûr, je vous propose un choix ; si je ne sais pas, je le dis, et vous pouvez envoyer la question aux organisateurs d'un clic. Je suis un programme : personne ne surveille ce que vous écrivez ici. N'envoyez ni détails de dossiers ni noms de victimes.

    Pour parler à quelqu'un : { $contact }.
introduction = Bonjour ! Je réponds aux questions sur ce séminaire : **{ $seminar }**. Pour m'interroger ici, commencez par « @ » et mon nom{ $asked ->
    [yes] , comme dans : « { $example } »
   *[no] { "" }
    }. Je réponds dans le fil, en français ou en anglais, et je nomme la source. Ce que vous voulez être seul·e à lire, demandez-le en message direct ou avec `/seminar`. N'envoyez ni détails de dossiers ni noms de victimes.
command-guess = Vouliez-vous la commande `/seminar { $command }` ?
choices = { $count ->
    [one] Je ne suis pas sûr de comprendre. Est-ce ceci ?
   *[other] Je ne suis pas sûr de comprendre. Laquelle de ces questions est la vôtre ?
    }
choice-gone = Cette réponse n'existe plus : les organisateurs l'ont changée depuis. Reposez votre question avec vos mots.
unknown = Je ne sais pas : les organisateurs n'ont pas écrit de réponse à cela. Vous pouvez le dire autrement, envoyer la question aux organisateurs, ou vous adresser à : { $contact }.
too-long = C'est trop long pour moi : je comprends des questions d'au plus { $limit } caractères. Que voulez-vous savoir, en une phrase ?
note-other-language = Je n'ai cette réponse qu'en { $name }.
note-question-in = Votre question me semble être en { $name } ; je ne réponds qu'en { $languages }. Si cela passe à côté de votre question, reposez-la dans l'une de ces langues.
note-question-elsewhere = Je ne réponds qu'en { $languages }. Si cela passe à côté de votre question, reposez-la dans l'une de ces langues.
passage = Les organisateurs n'ont pas écrit de réponse à cela. Le document **{ $title }** dit, { $place } :
passage-below = sous « { $headings } », paragraphe { $paragraph }
passage-paragraph = paragraphe { $paragraph }
quoted = « { $text } »
choices-beside = { $count ->
    [one] Ou bien est-ce ceci ?
   *[other] Ou bien est-ce l'un de ces sujets ?
    }
note-quoted-language = Langue du document : { $name }.
note-expired = Confirmé jusqu'au { DATETIME($day, dateStyle: "long") } ; cela peut avoir changé depuis.
note-others-can-read = Cette réponse n'est visible que de vous, mais d'autres peuvent lire ici ce que vous avez écrit. Vous pouvez l'effacer : survolez votre message, ou appuyez longuement dessus, puis choisissez Supprimer.
sent-directly = Je vous ai répondu directement : ma réponse est pour les organisateurs seulement.

source = Source :
send-to-organisers = Envoyer aux organisateurs
passed-on = Merci. J'ai noté votre question pour les organisateurs, qui la trouveront dans leur liste ; les noms, adresses et numéros reconnus sont masqués.
already-passed-on = Votre question est déjà chez les organisateurs.
feedback-ask = Était-ce la bonne réponse ?
feedback-yes = Oui
feedback-no = Non
feedback-right = Merci, c'est noté : la réponse était bonne.
feedback-wrong = Merci, c'est noté : la réponse n'était pas bonne. Vous pouvez poser la question autrement.
expected-ask = Qu'attendiez-vous ?
expected-other = Autre chose
expected-title = Qu'attendiez-vous ?
expected-words = Avec vos mots
expected-hint = Ceci part chez les organisateurs avec votre question ; les noms, adresses et numéros que je reconnais sont masqués. Un choix parmi les entrées est seulement compté.
expected-sent = Merci. C'est chez les organisateurs, et leur réponse vous parviendra ici.
already-rated = Vous me l'avez déjà dit, merci.
status = cherche la réponse…
prompts-title = Vous pouvez demander
command-seminar = pose une question ou montre les recommandations ; personne d'autre ne voit la réponse
command-seminar-admin = pour les organisateurs : les connaissances, la liste, les rappels

## Ce qui est gardé des personnes

privacy-notice = En bref, ce qui est gardé de vous : une question à laquelle je réponds est comptée, son texte n'est pas gardé. Celle que vous envoyez aux organisateurs est gardée, les noms et numéros que je reconnais étant masqués, jusqu'à { $days } jours après avoir été traitée. `/seminar privacy` dit tout le reste et vos droits ; vous y recevez une copie de ce qui est gardé de vous, ou le faites effacer. Responsable, et à qui s'adresser : { $contact }. N'envoyez ni détails de dossiers ni noms de victimes.
privacy =
    {""}**Ce qui est gardé de vous, et ce que vous y pouvez**

    Responsable, et à qui s'adresser : { $contact }. C'est gardé pour répondre aux questions sur le séminaire et suivre ses recommandations, pour rien d'autre. Cela reste dans le bot des organisateurs ; rien n'en sort que ce qui est publié dans Slack, qui garde sa propre copie de chaque message selon les réglages de votre espace de travail.
kept-line = **{ $what }** : { $time }. { $who }
kept-roster = Votre ligne de la liste des participants (nom ou fonction, rôle, pays, organisation, adresse, langue, absence, identifiant Slack)
kept-roster-time = jusqu'à ce que les organisateurs vous retirent de leur liste, ou que vous la fassiez effacer
kept-assignments = Ce qui vous est confié, et son historique : ce qui a été rapporté et confirmé, quand, les notes, les justificatifs
kept-assignments-time = ce qu'il en est advenu et quand reste ; qui a fait quoi, notes et justificatifs partent { $days } jours après la clôture
kept-messages = Quels rappels vous ont été envoyés, et quand ; pas leur texte
kept-messages-time = jusqu'à { $days } jours après la clôture de tout ce dont ils parlent
kept-questions = Les questions que vous envoyez aux organisateurs, masquées, et l'endroit où vous les avez posées
kept-questions-time = jusqu'à { $days } jours après qu'un organisateur les a traitées, { $more } jours si personne ne le fait
kept-acquaintances = Que ceci vous a été dit, et la langue que vous avez choisie
kept-acquaintances-time = { $days } jours
kept-conversations = De quoi parlent vos conversations (quel séminaire, quelle fiche), sans ce qui a été dit
kept-conversations-time = un jour
kept-handled = Les identifiants des messages et des clics, pour que rien n'arrive deux fois, et des fils où j'ai répondu
kept-handled-time = { $days } jours
kept-drafts = Ce que des organisateurs ont écrit ou envoyé (une réponse, une liste de participants), regardé et pas encore décidé
kept-drafts-time = jusqu'à leur décision, et pas plus de deux heures ; tout part dès que quelqu'un est effacé
kept-audit = Ce que font les organisateurs, et ce qui est fait des dossiers, avec l'identifiant Slack de qui l'a fait
kept-audit-time = { $days } jours
kept-knowledge = Les connaissances dont je tire mes réponses, dans leurs dernières versions, et quel organisateur y a ajouté quoi
kept-knowledge-time = jusqu'à ce que des versions plus récentes les remplacent
kept-counts = Combien de fois chaque fiche est demandée, par jour, sans dire par qui
kept-counts-time = pour toujours
seen-by-nobody = Personne ne le regarde.
seen-by-organisers = Les organisateurs le voient.
seen-by-parts = Les organisateurs le voient, ainsi que celles et ceux qui ont une part dans le même dossier.
privacy-rights =
    {""}**Vos droits**
    - Voir : `/seminar privacy export` vous en envoie une copie, directement et à personne d'autre.
    - Effacer : `/seminar privacy erase` vous retire de tout, en moins d'une minute. Qu'une chose ait été confiée, rapportée et confirmée tel jour reste, parce que d'autres s'y fient ; votre nom y est remplacé par un nom inventé.
    - Corriger, limiter, vous opposer : adressez-vous à { $contact }. Si la réponse ne convient pas, vous pouvez saisir votre autorité de protection des données.

    Je suis un programme : personne ne surveille ce que vous écrivez ici. N'envoyez ni détails de dossiers ni noms de victimes.
privacy-do-export = M'en envoyer une copie
privacy-do-erase = Effacer ce qui est gardé
privacy-do-really = Tout effacer
privacy-do-keep = Garder
privacy-export-offer = Vous recevez une copie de tout ce qui est gardé de vous, en JSON, dans nos messages directs et nulle part ailleurs.
privacy-export-sent = { $count ->
    [one] Votre copie est dans nos messages directs.
   *[other] Votre copie est dans nos messages directs, en { $count } parties qui se suivent.
    }
privacy-export-unsent = Je ne peux pas vous écrire directement : rien n'a été envoyé. Ouvrez une conversation avec moi (sous Applications, à gauche), puis demandez-y votre copie.
privacy-export-part = Tout ce qui est gardé de vous, partie { $part } sur { $count } :
privacy-erase-offer = { $count ->
    [0] **Effacer tout ce qui est gardé de vous ?** Rien ne vous est confié. C'est fait aussitôt, partout, et c'est irréversible.
    [one] **Effacer tout ce qui est gardé de vous ?** Ce qui vous est confié sera clos, et les organisateurs apprendront que quelqu'un est parti. Que cela ait été confié, rapporté et confirmé tel jour reste dans l'historique, sous un nom inventé. C'est fait aussitôt, partout, et c'est irréversible.
   *[other] **Effacer tout ce qui est gardé de vous ?** Les { $count } dossiers qui vous sont confiés seront clos, et les organisateurs apprendront que quelqu'un est parti. Qu'ils aient été confiés, rapportés et confirmés tel jour reste dans l'historique, sous un nom inventé. C'est fait aussitôt, partout, et c'est irréversible.
    }
privacy-erased = { $count ->
    [0] C'est fait : plus rien n'est gardé de vous. Slack garde les messages que nous avons échangés ; vous pouvez y supprimer les vôtres. Si vous m'écrivez de nouveau, vous serez pour moi quelqu'un de nouveau.
   *[other] C'est fait : plus rien n'est gardé de vous, vos dossiers sont clos, et les organisateurs savent que quelqu'un est parti. Slack garde les messages que nous avons échangés ; vous pouvez y supprimer les vôtres. Si vous m'écrivez de nouveau, vous serez pour moi quelqu'un de nouveau.
    }
privacy-kept = Rien n'a été effacé.
told-erased = Quelqu'un de la liste s'est fait effacer, comme c'est son droit ; ce qui lui était confié est clos. Retirez aussi cette personne de votre fichier, sinon le prochain chargement la ramènerait, et confiez de nouveau ce qui doit continuer.
language-offer = En quelle langue dois-je vous répondre ?
language-name = Français
language-auto = Celle de ma question
language-chosen = Désormais je vous réponds en français, quelle que soit la langue de votre question. `/seminar language` permet d'en changer.
language-as-asked = Désormais je réponds de nouveau dans la langue de votre question, quand je la reconnais.
reminder-privacy = Ce qui est gardé de vous, et vos droits : `/seminar privacy`

## Le registre des traitements

record =
    {""}# Registre des traitements

    Écrit par `python run_bot.py privacy` d'après les réglages en vigueur et les connaissances ; à refaire quand les uns ou les autres changent. { $example ->
        [yes] Ce sont les réglages tels qu'ils sont livrés.
       *[no] Ce sont les réglages de cette installation.
    }

    - **Responsable, et à qui s'adresser :** { $contact }.
    - **Pourquoi :** répondre aux questions sur le séminaire, suivre ses recommandations, et dire aux organisateurs ce qui est demandé et resté sans réponse. Rien n'est vendu, profilé ni donné à d'autres.
    - **De qui :** celles et ceux qui écrivent au bot, qui sont dans la liste des organisateurs, et les organisateurs.
    - **Destinataires :** Slack, qui porte les messages aux conditions de l'espace de travail ({ $slack }) ; personne d'autre. Aucun texte n'est envoyé à un autre service.
    - **Où :** { $ledger }. Les sauvegardes et leurs durées sont l'affaire de qui fait tourner le bot : ce qui est effacé ici reste dans une sauvegarde jusqu'à ce qu'elle soit écrasée.
    - **Qui décide :** { $organisers }.
record-ledger-sqlite = sur la machine où tourne le bot, dans un fichier SQLite (`{ $place }`)
record-ledger-server = dans une base PostgreSQL ({ $place })
record-organisers = { $count ->
    [0] personne n'organise encore (`SUIVI_ORGANISERS` est vide)
    [one] les organisateurs, par un identifiant Slack dans `SUIVI_ORGANISERS`
   *[other] les organisateurs, par { $count } identifiants Slack dans `SUIVI_ORGANISERS`
    }
record-head = | Quoi | Tables | Combien de temps | Réglages | Qui le voit |
record-kept-title = ## Ce qui est gardé
record-elsewhere =
    {""}## Ce qui est ailleurs

    - **Questions qui ont reçu une réponse :** pas gardées. Le nombre de demandes de chaque fiche est compté par jour.
    - **Appels à l'aide :** ni gardés, ni journalisés, et transmis seulement si qui a écrit le demande. Le nombre de fois est compté par jour.
    - **Journaux techniques :** ni texte, ni nom, ni identifiant Slack, ni jeton, à aucun niveau (`tests/scenarios/test_traces.py`). Leur durée est l'affaire de qui fait tourner le bot.
    - **Dans la mémoire d'un processus :** la langue et le pays de qui a écrit en dernier, un jour ; une liste qui attend la décision d'un organisateur, une heure. Les deux partent quand la personne est effacée ; dans une autre réplique, moins d'une minute après son prochain message.
    - **Dans les fichiers de connaissances :** aucun participant ; qui y est nommé l'est dans leurs sources publiques.
    - **Dans Slack :** chaque message, comme l'espace de travail le garde. Le bot lit les conversations où il publie des rappels, pour voir s'ils sont arrivés.
record-rights =
    {""}## Droits

    - **Être informé :** un avis au premier contact et de nouveau après un an ; `/seminar privacy` à tout moment ; une ligne sous chaque rappel.
    - **Voir :** `/seminar privacy export` envoie tout ce qui nomme la personne, à elle seule.
    - **Être effacé :** `/seminar privacy erase`, une fois confirmé, ou `/seminar-admin erase` d'un organisateur : dans toutes les tables, en une transaction. L'historique garde qu'une chose a été confiée, rapportée et confirmée, et quand, sous un nom inventé.
    - **Corriger, limiter, s'opposer :** les organisateurs le font dans leur liste.

    Chaque table et chaque colonne figure dans `tests/contracts/test_privacy.py`, qui échoue quand une est ajoutée sans être dite ici.

## Questions qui poursuivent

# Des listes, séparées par des virgules, auxquelles on reconnaît une question qui poursuit ce qui vient d'être dit.
# Ce par quoi une telle question commence :
follow-up-openings = et pour ce qui est de, et pour, et quant à, quant à, et concernant, et sinon, et, mais, aussi, sinon, puis, ou
# Les mots qui tiennent la place de ce qui a été dit :
follow-up-pronouns = il, elle, ils, elles, y, en, lui, son, sa, ses, leur, leurs, celui, celle, celui-ci, celui-là, ça, cela, le même, la même
# Là où un tel mot ne remplace rien :
follow-up-impersonal = il y a eu, il y a, il y avait, y a-t-il eu, y a-t-il, y avait-il, y a eu, est-il vrai, s'agit-il, il s'agit
# Ce qui désigne la rencontre d'avant, et celle d'après :
follow-up-before = précédent, précédente, avant, antérieur, antérieure
follow-up-after = suivant, suivante, prochain, prochaine, après, ultérieur, ultérieure
# Comment on appelle n'importe quelle rencontre :
follow-up-meetings = séminaire, rencontre, réunion, conférence, atelier, événement, édition, séminaires, rencontres, réunions, conférences, ateliers
# Les mots qui à eux seuls ne demandent rien :
follow-up-small-words = le, la, les, l, un, une, des, du, de, d, au, aux, à, en, dans, sur, pour, par, avec, est, était, étaient, a, ont, été, avait, c, ce, cet, cette, ces, année, fois, s, se, qu, que, quel, quelle, svp, question, même
# Ce qui dit qu'on demande la même chose de plusieurs rencontres, et ce qui relie leurs noms :
compare-words = comparer, comparez, comparons, comparé, comparaison, versus, vs, respectivement, différence, différences, entre
compare-joining = et, ou, ainsi, que, puis, aussi, mais, celui, celle
compare-one = **{ $title }**
compare-unknown = Les connaissances n'ont pas de réponse sûre pour celle-ci.
note-meant = J'ai compris qu'il s'agissait de : { $title }.
choice-of = { $title } · { $place }

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
recommendation-addressees = Destinataires : { $whom }
recommendation-groups = Groupes concernés : { $groups }
recommendation-duplicates = Demande la même chose que : { $references }
recommendation-superseded = Elle est remplacée par { $references }.
acceptance-accepted = Acceptée par ses destinataires
acceptance-partly_accepted = Acceptée en partie par ses destinataires
acceptance-noted = Ses destinataires en ont pris note
acceptance-rejected = Refusée par ses destinataires
acceptance-pending = Ses destinataires n'ont pas encore répondu

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
contact-me = Merci de me contacter
contact-me-note = Si vous appuyez sur ce bouton, les organisateurs apprennent votre nom, et rien de ce que vous avez écrit.
contact-told = Les organisateurs connaissent votre nom et savent que vous souhaitez être contacté. Ce n'est pas une ligne d'urgence : en cas de danger immédiat, appelez.
contact-not-told = Je n'ai pas pu joindre les organisateurs. Appuyez de nouveau dans une minute, ou adressez-vous à l'un des contacts ci-dessus.
contact-asked = { $person } demande aux organisateurs de le ou la contacter.
card-verified = { "" }
card-expired = _(plus confirmé depuis le { DATETIME($day, dateStyle: "long") })_
card-example = _(exemple, non vérifié)_

## Administration

admin-help =
    {""}**Pour les organisateurs**
    - `/seminar-admin reload` relit les fichiers de connaissances, les vérifie tous et montre ce qui changerait ; vous décidez. S'il y a quelque chose à corriger, rien ne change et chaque endroit est indiqué. `reload --now` ne demande rien si aucune vérification n'échoue.
    - `/seminar-admin undo` revient aux connaissances d'avant le dernier changement, `/seminar-admin redo` les rétablit.
    - `/seminar-admin unanswered` donne la liste des questions que l'on vous a envoyées, pour y répondre là ; `unanswered done ID` en retire une que vous avez traitée.
    - `/seminar-admin contributed` montre ce qui a été ajouté depuis la conversation ; `contributed edit ID`, `contributed remove ID`, et `/seminar-admin export contributed` pour les fichiers.
    - `/seminar-admin roster` montre qui participe, d'abord les personnes introuvables dans Slack ; dans un canal, les nombres seulement. Pour charger une liste, envoyez-moi son fichier (.csv, .yaml) en message direct, ou collez ses lignes derrière la commande ; vous voyez d'abord ce qui change.
    - `/seminar-admin simulate 30` montre qui recevrait quoi, quand et pourquoi dans les 30 prochains jours (ou `simulate DU AU`) ; rien ne part.
    - `/seminar-admin status` dit si les rappels partent, combien de questions ont leur réponse, quelles réponses sont dites fausses, et ce que feraient d'autres seuils.
    - `/seminar-admin parked` montre les messages qui ne sont pas partis ; `parked release ID` en envoie un malgré tout.
    - `/seminar-admin pause` arrête tous les rappels, `/seminar-admin resume` les reprend ; suivi d'un participant ou d'une recommandation, les siens seulement.
    - `/seminar-admin assign RECOMMANDATION PARTICIPANT` confie une recommandation à quelqu'un que sa règle ne désigne pas.
    - `/seminar-admin handover DE À` transmet les dossiers ouverts d'une personne à une autre, avec leur historique.
    - `/seminar-admin erase PARTICIPANT` retire une personne de tout, une fois que vous l'avez confirmé.
    - `/seminar-admin audit` montre qui a fait quoi, par personne, jours ou mots ; `audit csv` en tableau.
    - `/seminar-admin export csv` vous donne les dossiers en fichier ; aussi `csv history`, `xlsx`, `json`, `ics`.
    - `/seminar-admin help` affiche ce texte, `/seminar-admin help COMMANDE` ce que fait l'une d'elles.
admin-unknown = Je ne connais pas `{ $command }`. `/seminar-admin help` dit ce que les organisateurs peuvent faire.
admin-guess = Je ne connais pas `{ $command }`. Vouliez-vous dire `/seminar-admin { $guess }` ?
admin-refused = Seuls les organisateurs du séminaire peuvent faire cela. Adressez-vous à : { $contact }.
admin-too-often = C'était beaucoup à la fois, je n'ai donc rien fait cette fois-ci. Veuillez continuer dans une minute.
admin-working = J'y travaille ; cela prend un peu plus de temps. La suite arrive ici.
admin-form = Choisir dans une liste
admin-form-title = Pour les organisateurs
admin-form-command = Que faut-il faire ?
admin-form-rest = Ce qui suit la commande
admin-form-hint = Des noms, des jours, un nombre, comme le dit l'aide ; la plupart des commandes n'en ont pas besoin.
admin-form-do = Faire
unanswered =
    { $count ->
        [one] **Une question** vous attend.
       *[other] **{ $count } questions** vous attendent{ $groups ->
            [one] , toutes la même.
           *[other] , en { $groups } groupes qui demandent la même chose, les plus récents d'abord.
        }
    } Répondez-y ici, et la réponse est connue aussitôt ; ou écrivez des entrées dans les fichiers, puis `/seminar-admin reload`.
unanswered-one = `{ $id }` { DATETIME($day, dateStyle: "long") }{ $count ->
    [one] { "" }
   *[other] , posée { $count } fois
    } : { $question }
unanswered-none = Aucune question n'attend : personne ne vous en a encore envoyé.
unanswered-done = Cette question n'est plus dans la liste ; elle sera oubliée quand son temps sera passé.
unanswered-unknown = Aucune question de la liste n'a l'identifiant `{ $id }` ; `/seminar-admin unanswered` les montre.
question-asked = { $count ->
    [one] **Une question à laquelle je n'ai pas su répondre** ({ DATETIME($day, dateStyle: "long") }) :
   *[other] **Une question à laquelle je n'ai pas su répondre, posée { $count } fois** (la dernière fois le { DATETIME($day, dateStyle: "long") }) :
    }
    
    > { $question }
question-answered = { $who } y a répondu.
question-dismissed = { $who } l'a écartée.
answered-now = **Un organisateur a répondu à votre question.**
dismissed-not_ours = **Les organisateurs ont lu votre question.** Elle ne porte pas sur ce séminaire, ils ne peuvent donc pas y répondre.
dismissed-unclear = **Les organisateurs ont lu votre question** et ne sont pas sûrs de ce que vous demandez. Veuillez la poser autrement.
dismissed-private = **Les organisateurs ont lu votre question.** La réponse n'est pas pour tout le monde ; adressez-vous à eux directement.
dismissed-done = **Les organisateurs ont lu votre question.** Elle est réglée, ou son heure est passée.
dismissal-not_ours = Ne porte pas sur ce séminaire
dismissal-unclear = On ne sait pas ce qui est demandé
dismissal-private = Pas pour tout le monde
dismissal-done = Réglée, ou trop tard
teach-answer = Répondre
teach-attach = Elle vise une entrée connue
teach-dismiss = Écarter
teach-answer-this = Répondre : { $question }
teach-title-answer = Répondre
teach-title-attach = Nouvelle formulation
teach-title-dismiss = Écarter une question
teach-title-look = Ce que cela ferait
teach-look = Voir d'abord
teach-entry = De quelle entrée s'agit-il ?
teach-new-entry = Une nouvelle entrée
teach-answer-in = Réponse ({ $language })
teach-answer-hint = En Markdown. Pour une entrée connue : laissée vide, sa propre réponse est donnée ; écrite, elle la remplace.
teach-phrasing-in = Demandé ainsi ({ $language })
teach-phrasing-hint = Une formulation par ligne.
teach-source = Source : son titre
teach-url = Source : son adresse web
teach-audience = Qui peut la lire ?
audience-everyone = Tout le monde
audience-participants = Les participants
audience-organisers = Les organisateurs seuls
teach-reason = Pourquoi ?
teach-words = Un mot à qui l'a posée
teach-no-answer = Une nouvelle entrée a besoin d'une réponse, dans une langue au moins.
teach-no-phrasing = Écrivez au moins une formulation, dans une langue.
teach-no-source = Donnez un titre à la source.
teach-gone = Cette question n'attend plus : elle a reçu une réponse, a été écartée ou oubliée. `/seminar-admin unanswered` montre celles qui attendent.
teach-look-new = **Une nouvelle entrée** `{ $entry }`. Rien n'est encore en service.
teach-look-added = **Un ajout à** `{ $entry }`. Rien n'est encore en service.
teach-finds-own = La question à laquelle elle répond la trouverait.
teach-misses-own = **La question à laquelle elle répond ne la trouverait pas à coup sûr.** Ajoutez une formulation plus proche.
teach-catches = { $count ->
    [0] Aucune autre question en attente ne recevrait cette réponse.
    [one] Une autre question en attente recevrait cette réponse :
   *[other] { $count } autres questions en attente recevraient cette réponse :
    }
teach-done = **C'est en service** sous `{ $entry }`. `/seminar-admin undo` revient en arrière, `/seminar-admin contributed` montre ce qui a été ajouté.
teach-told = { $count ->
    [0] Il n'y avait plus personne à prévenir.
    [one] { $reached ->
        [0] La personne qui demandait n'a pas pu être prévenue.
       *[other] La personne qui demandait est prévenue.
        }
   *[other] Prévenues : { $reached } personnes sur { $count }.
    }
teach-dismissed = Elle n'est plus dans la liste. { $count ->
    [0] Il n'y avait plus personne à prévenir.
    [one] { $reached ->
        [0] La personne qui demandait n'a pas pu être prévenue.
       *[other] La personne qui demandait sait pourquoi.
        }
   *[other] Savent pourquoi : { $reached } personnes sur { $count }.
    }
teach-forgotten = Ce brouillon est déjà appliqué, ou oublié : on les garde une heure. Rien n'a été changé maintenant.
teach-again = Autre chose a changé depuis. Veuillez regarder encore :
contributed = { $count ->
    [one] **Un ajout venu de la conversation**
   *[other] **{ $count } ajouts venus de la conversation**, les plus récents d'abord
    } (`/seminar-admin contributed remove ID`, `contributed edit ID` ; `/seminar-admin export contributed` les donne en YAML pour les fichiers).
contributed-none = Rien n'a été ajouté depuis la conversation.
contributed-one = `{ $id }` { $title }{ $added ->
    [no] { "" }
   *[other] , ajouté à `{ $to }`
    } ({ $who }, { DATETIME($day, dateStyle: "long") }){ $effect ->
    [in-files] { " " }: les fichiers disent déjà la même chose
    [orphaned] { " " }: l'entrée complétée n'existe plus
   *[in-service] { "" }
    }
contributed-edit = Modifier : { $title }
contributed-remove = Retirer : { $title }
contributed-sure = On n'y répond plus. `/seminar-admin undo` le rétablit.
contributed-removed = `{ $id }` n'est plus en service. `/seminar-admin undo` le rétablit.
contributed-unknown = Rien n'a été ajouté sous l'identifiant `{ $id }` ; `/seminar-admin contributed` montre ce qui l'a été.
contributed-exported = { $count ->
    [0] Il n'y a rien à exporter : rien n'a été ajouté que les fichiers ne disent pas.
    [one] Un ajout en YAML. Une fois dans les fichiers, `/seminar-admin reload` l'y trouve.
   *[other] { $count } ajouts en YAML. Une fois dans les fichiers, `/seminar-admin reload` les y trouve.
    }
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
reload-moves = Rappels de dossiers qui commencent : { $begun } ; qui cessent : { $ended } ; qui viennent à un autre moment : { $moved }.
reload-moves-none = Aucun rappel ne change.
reload-preview =
    {""}**Un rechargement changerait ceci** ({ $entries ->
        [one] { $entries } entrée
       *[other] { $entries } entrées
    } ensuite) : { $added ->
        [one] { $added } ajoutée
       *[other] { $added } ajoutées
    }, { $changed ->
        [one] { $changed } modifiée
       *[other] { $changed } modifiées
    }, { $removed ->
        [one] { $removed } retirée
       *[other] { $removed } retirées
    }. Rien n'est encore changé.
reload-apply = Appliquer
reload-cancelled = Rien n'a été changé.
reload-forgotten = Ce n'est plus ce que vous avez vu : c'est déjà appliqué ou annulé, ou autre chose a changé depuis. Rien n'a été changé maintenant ; `/seminar-admin reload` montre où on en est.
reload-held = Vous le vouliez tout de suite, mais une vérification échouerait : regardez d'abord.
reload-busy = { $own ->
    [yes] Vous rechargez déjà : les fichiers sont en cours de lecture. Un instant, s'il vous plaît.
   *[no] { $who } s'en occupe : le rechargement est en cours et rien n'est décidé. Rien n'a été lu ; parlez-lui, ou réessayez dans un quart d'heure.
    }
rivals-none = Aucune formulation n'entre en concurrence avec une autre entrée qui ne l'ait fait avant.
rivals-found = { $count ->
    [one] **Une formulation entrerait en concurrence avec une autre entrée :**
   *[other] **{ $count } formulations entreraient en concurrence avec d'autres entrées :**
    }
rivals-untried = { $count ->
    [one] Une autre formulation nouvelle n'a pas été essayée : il y en a trop.
   *[other] { $count } autres formulations nouvelles n'ont pas été essayées : il y en a trop.
    }
rival-wins = « { $phrasing } » (`{ $entry }`) recevrait la réponse de `{ $other }` ; formulez-la autrement dans l'une des deux
rival-beside = « { $phrasing } » (`{ $entry }`) est proche de « { $like } » (`{ $other }`) : dites autrement, l'une peut passer pour l'autre
checks-none = { $checks ->
    [0] Il n'y a pas de vérifications.
    [one] La seule vérification passe.
   *[other] Les { $checks } vérifications passent toutes.
    }
checks-found = { $count ->
    [one] **Une vérification sur { $checks } échouerait**
   *[other] **{ $count } vérifications sur { $checks } échoueraient**
    }{ $already ->
    [0] { "" }
    [one] , l'une échoue déjà
   *[other] , { $already } échouent déjà
    } :
check-failed = « { $question } » : attendu { $expected }, obtenu { $got }
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
redo-done =
    {""}**Ce qui était annulé est de nouveau en service** (génération { $generation }, { $entries ->
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
redo-nothing = Il n'y a rien à rétablir : rien n'a été annulé, ou autre chose a changé depuis.
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
problems-more = et { $count } de plus ; `python run_bot.py check` dans un terminal les donne toutes
problems-waiting = On ne peut pas encore dire si { $count ->
    [one] un renvoi mène
   *[other] { $count } renvois mènent
    } quelque part : ce qu'ils nomment est peut-être dans ce qui n'a pas pu être lu ({ $names }). Corrigez d'abord cela.
problems-roster = { $count ->
    [one] La liste n'est pas chargée : une chose y est à corriger.
   *[other] La liste n'est pas chargée : { $count } choses y sont à corriger.
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
problem-not-text = n'est pas du texte, on ne peut rien en citer ; enregistrez-en le texte à côté, sous le nom `{ $accepted }`, ou retirez-le
problem-too-large-together = est le plus grand de documents qui font ensemble { $found } octets ; au plus { $accepted } octets : retirez-en, ou gardez les chapitres sur lesquels on pose des questions
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
    [number-to-dial] un numéro à composer ; des chiffres, des espaces, un + au début au besoin
    [date] une date ; écrivez année-mois-jour, comme 2012-11-08
    [boolean] true ou false
    [timezone] un fuseau horaire ; un nom comme Europe/Bucharest
    [email] une adresse électronique
    [time] une heure ; écrivez heures et minutes, comme « 09:00 »
    [number] un nombre entier
    [hours] un horaire de travail ; écrivez-le comme « 09:00-17:00 »
    [days] des jours de travail ; écrivez-les comme « 1-5 » ou « lun-ven »
   *[other] de la forme { $accepted }
    }
problem-too-long = { $field } est trop long ; au plus { $accepted } caractères
problem-too-many = { $field } a trop d'éléments ; au plus { $accepted }
problem-empty = { $field } est vide ; écrivez quelque chose, ou retirez-le
problem-out-of-range = { $field } : { $found } est hors limites ; valeurs acceptées : { $accepted }
problem-out-of-order = { $field } : { $found } doit venir après { $accepted }, qui le précède ; écrivez chaque valeur une fois, de la plus tôt à la plus tard
problem-nobody-meant = { $field } ne désigne personne ; ajoutez l'un de ces champs : { $accepted }
problem-one-unit = { $field } : écrivez l'un de ces champs, et un seul : { $accepted }
problem-hours-order = { $field } : le début doit précéder la fin, le même jour
problem-archived-default = un séminaire archivé n'est entendu que si une question le nomme : il ne peut donc pas être celui par défaut ; retirez `archived` ou `default`
problem-real-participant = les connaissances ne gardent aucune personne réelle, car on ne pourrait pas l'effacer de leurs générations ; ajoutez `{ $accepted }` si c'est une illustration, ou chargez les personnes réelles avec `run_bot.py roster FICHIER`
problem-unknown-participant = { $field } : la liste n'a personne dont l'identifiant soit « { $found } » ; vouliez-vous dire { $accepted } ?
problem-unknown-participant-bare = { $field } : la liste n'a personne dont l'identifiant soit « { $found } » ; ajoutez cette personne, ou retirez ce champ
problem-own-deputy = { $field } : « { $found } » ne peut pas se suppléer ; choisissez quelqu'un d'autre, ou retirez ce champ
problem-duplicate-email = l'adresse « { $found } » est déjà prise (à { $other }) ; une adresse, c'est une personne : gardez-la pour une seule
problem-until-before-anchor = { $field } : { $found } est avant la première échéance, { $accepted }
problem-csv = n'est pas un tableau lisible ici : { $found } ; souvent un guillemet oublié : enregistrez-le de nouveau en CSV (UTF-8)
problem-unknown-code = { $field } : « { $found } » n'est pas un code qui existe ; vouliez-vous dire { $accepted } ?
problem-unknown-code-bare = { $field } : « { $found } » n'est pas un code qui existe ; un pays s'écrit comme « RO », une langue comme « fr »
problem-extra-cell = { $field } : « { $found } » n'est sous aucun titre de colonne ; une ligne a au plus { $accepted } cellules : mettez des guillemets autour d'un texte qui contient le séparateur
problem-invalid = { $field } : « { $found } » n'est pas accepté ({ $accepted })
problem-duplicate-id = l'identifiant « { $found } » est déjà pris ({ $other }) ; choisissez-en un autre
problem-duplicate-phrasing = la formulation « { $found } » est aussi là : { $other } ; elle ne peut pas distinguer les deux : ne la gardez qu'à un endroit
problem-unknown-reference = { $field } : il n'y a pas d'entrée « { $found } » ; vouliez-vous dire { $accepted } ?
problem-unknown-reference-bare = { $field } : il n'y a pas d'entrée « { $found } »
problem-unknown-source = il n'y a pas de source nommée « { $found } » ; les sources nommées : { $accepted }
problem-unknown-source-bare = il n'y a pas de source nommée « { $found } », ni aucune autre ; nommez-la sous `sources:` dans seminar.yaml, ou écrivez-la ici en entier
problem-unknown-document = { $field } : il n'y a pas de document « { $found } » sous `documents/` ; vouliez-vous dire { $accepted } ?
problem-unknown-document-bare = { $field } : il n'y a pas de document « { $found } » sous `documents/` ; mettez-l'y, ou retirez cette ligne
problem-described-twice = « { $found } » est décrit deux fois (aussi là : { $other }) ; gardez une description
problem-never-verified = { $field } : { $found } dit jusqu'à quand vaut un numéro que personne n'a vérifié ; ajoutez « verified_on », ou retirez ce champ
problem-verified-later = { $field } : { $found } est avant le jour de la vérification, { $accepted }
problem-end-before-start = { $field } : { $found } est avant le début, { $accepted }
problem-only-drafts = le séminaire est un brouillon et il n'y en a pas d'autre : rien ne serait donc servi ; tout est valide dans son dossier : relisez-le, puis retirez `{ $accepted }` ici et de ce dont vous répondez
problem-second-default = un second séminaire est marqué par défaut (le premier : { $other }) ; gardez-en un
problem-nothing-expected = cette vérification n'attend rien ; ajoutez l'un de ces champs : { $accepted }
problem-no-seminar = ne contient aucun séminaire : aucun dossier avec un { $accepted }

## Erreurs

error-unexpected = Désolé, quelque chose a mal tourné de notre côté. Rien de ce que vous avez écrit n'est perdu ; réessayez dans une minute. Si cela se reproduit, donnez ce numéro aux organisateurs : { $reference }.
error-ledger = Je n'arrive pas à joindre mes notes, donc ceci n'est *pas* encore enregistré. Réessayez dans une minute ({ $reference }).
error-storage = Je n'arrive pas à écrire les connaissances sur le disque, donc rien n'a changé ; celles qui sont en service restent. Prévenez la personne qui fait tourner ce bot ({ $reference }).
error-reload = Le processus qui lisait les connaissances s'est arrêté avant la fin, donc rien n'a changé ; celles qui sont en service restent. La mémoire de la machine ne suffit peut-être pas : réessayez, ou prévenez la personne qui fait tourner ce bot ({ $reference }).

## Suivi : messages

message-follow_up = { $count ->
    [one] Bonjour ! Une recommandation du séminaire attend un mot de vous.
   *[other] Bonjour ! { $count } recommandations du séminaire attendent un mot de vous.
    }
message-decision = { $count ->
    [one] Pour l'organisation : un dossier demande votre décision.
   *[other] Pour l'organisation : { $count } dossiers demandent votre décision.
    }
message-briefing = { $count ->
    [one] Bonjour ! Vous reprenez une recommandation du séminaire. Voici où elle en est.
   *[other] Bonjour ! Vous reprenez { $count } recommandations du séminaire. Voici où elles en sont.
    }
message-notice = Bonjour ! Un mot sur vos rappels.
message-rest = { $count ->
    [one] Une autre n'est pas montrée ici ({ $references }) : `/seminar mine` montre toutes les vôtres.
   *[other] { $count } autres ne sont pas montrées ici ({ $references }) : `/seminar mine` montre toutes les vôtres.
    }
message-rest-organisers = { $count ->
    [one] Un autre n'est pas montré ici ({ $references }) : `/seminar recommendations` les montre tous.
   *[other] { $count } autres ne sont pas montrés ici ({ $references }) : `/seminar recommendations` les montre tous.
    }
why-weekend = Ce message arrive aujourd'hui parce que le jour même n'était pas travaillé chez vous.
why-holiday = Ce message arrive aujourd'hui parce que le jour même était férié.
why-hours = Ce message arrive maintenant parce que l'échéance tombait hors de vos heures de travail.
why-budget = Ce message arrive aujourd'hui parce que vous aviez reçu assez de messages de ma part la semaine précédente.
why-away = Ce message arrive aujourd'hui en raison d'une absence.
why-snoozed = Ce message arrive aujourd'hui parce que vous avez demandé ce jour.
why-late = Ce message arrive en retard : je n'ai pas pu l'envoyer le jour même.
recommendation-gone = Une recommandation qui ne figure plus dans les connaissances
somebody-gone = une personne qui n'est plus sur la liste
an-organiser = l'organisation
evidence = justificatif

status-not_started = pas commencé
status-in_progress = en cours
status-partly_implemented = mis en œuvre en partie
status-implemented = mis en œuvre
status-blocked = bloqué
status-not_applicable = sans objet
status-said = { $status }{ $state ->
    [waiting] , pas encore confirmé
    [validated] , confirmé
    [returned] , renvoyé par le vérificateur
   *[other] { "" }
    }
said-reminder = Échéance : { DATETIME($due, dateStyle: "long") } ({ $when ->
    [today] aujourd'hui
    [ahead] { $days ->
        [one] demain
       *[other] dans { $days } jours
    }
   *[past] { $days ->
        [one] hier
       *[other] il y a { $days } jours
    }
    }). Jusqu'ici : { $status }. Où en est-on ?
said-snoozed = Vous aviez demandé un rappel aujourd'hui. Échéance : { DATETIME($due, dateStyle: "long") }. Jusqu'ici : { $status }. Où en est-on ?
said-stand_in = { $owner } est en congé, et vous assurez l'intérim. Échéance : { DATETIME($due, dateStyle: "long") }. Jusqu'ici : { $status }. Où en est-on ?
said-deputy = { $owner } n'a pas répondu, et vous assurez la suppléance. Échéance : { DATETIME($due, dateStyle: "long") }. Jusqu'ici : { $status }. Pouvez-vous dire où l'on en est ?
said-escalation = { $owner } n'a pas répondu, la suppléance non plus. Échéance : { DATETIME($due, dateStyle: "long") }. Jusqu'ici : { $status }. Vous recevez ce message comme contact ; veuillez en parler avec { $owner }.
said-decision = Pas de réponse de { $owner } (`{ $id }`). Échéance : { DATETIME($due, dateStyle: "long") }. Jusqu'ici : { $status }. Je ne redemanderai plus pour cette date : convenez d'une nouvelle échéance, arrêtez les rappels, ou transmettez avec `/seminar-admin handover { $id } SUCCESSEUR`.
said-validation = { $owner } a indiqué : { $status }. Le confirmez-vous ?
said-returned = Le vérificateur a renvoyé votre réponse. Le travail reprend ; échéance : { DATETIME($due, dateStyle: "long") }.
said-not_mine = { $owner } (`{ $id }`) indique que cela ne relève pas de sa responsabilité. Les rappels sont suspendus jusqu'à votre décision : transmettez avec `/seminar-admin handover { $id } SUCCESSEUR`, ou reprenez.
said-unreachable = { $owner } (`{ $id }`) est injoignable dans Slack, personne ne reçoit donc ce rappel. Échéance : { DATETIME($due, dateStyle: "long") }. Jusqu'ici : { $status }. Veuillez corriger l'adresse dans la liste, ou transmettre avec `/seminar-admin handover { $id } SUCCESSEUR`.
said-quiet = { $owner } (`{ $id }`) ne veut plus de rappels. Rien n'est arrêté : à vous de décider, pour tous ses dossiers. Pour les transmettre : `/seminar-admin handover { $id } SUCCESSEUR`.
said-quiet_granted = Vous ne vouliez plus de rappels : l'organisation les a arrêtés. Ce qui vous est confié le reste, et `/seminar mine` le montre.
said-quiet_kept = Vous ne vouliez plus de rappels : l'organisation souhaite qu'ils continuent. Si elle doit en savoir la raison, parlez-lui.
said-briefing = Échéance : { DATETIME($due, dateStyle: "long") }. Jusqu'ici : { $status }.

done-reported = { $by }, le { DATETIME($day, dateStyle: "long") } : { $status }.
done-validated = Confirmé par { $by } le { DATETIME($day, dateStyle: "long") }. Merci : c'est terminé.
done-returned = Renvoyé par { $by } le { DATETIME($day, dateStyle: "long") }.
done-due_revised = Échéance reportée par { $by } au { DATETIME($until, dateStyle: "long") }.
done-snoozed = Rappel demandé par { $by } pour le { DATETIME($until, dateStyle: "long") }.
done-not_mine = Le { DATETIME($day, dateStyle: "long") }, { $by } a indiqué que cela ne relève pas de sa responsabilité ; l'organisation décide.
done-handed_over = Transmis par { $by } le { DATETIME($day, dateStyle: "long") }.
done-paused = Rappels arrêtés par { $by } le { DATETIME($day, dateStyle: "long") }.
done-quiet_asked = Le { DATETIME($day, dateStyle: "long") }, { $by } a demandé l'arrêt de ses rappels ; l'organisation décide.
done-quiet_kept = Le { DATETIME($day, dateStyle: "long") }, décision de { $by } : les rappels continuent.
done-resumed = Rappels repris par { $by } le { DATETIME($day, dateStyle: "long") }.
done-assigned = Attribué le { DATETIME($day, dateStyle: "long") }.
done-reminded = Rappel envoyé le { DATETIME($day, dateStyle: "long") }.
done-unreachable = Injoignable dans Slack le { DATETIME($day, dateStyle: "long") }.
done-closed = Clos le { DATETIME($day, dateStyle: "long") } : { $closing }.
done-reopened = Rouvert le { DATETIME($day, dateStyle: "long") }.
closing-implemented = mis en œuvre et confirmé
closing-not_applicable = confirmé sans objet
closing-superseded = remplacé par une autre recommandation
closing-removed = n'est plus suivi
closing-handed_over = transmis

choose-status = { $reference } Où en est-on ?
choose-snooze = { $reference } Me le rappeler plus tard
snooze-day = Demain
snooze-week = Dans une semaine
snooze-date = À une date…
press-note = Ajouter une note ou un justificatif
press-revise = Autre échéance
press-not_mine = Pas de mon ressort
press-confirm = Confirmer
press-return = Renvoyer
press-pause = Arrêter les rappels
press-resume = Reprendre les rappels
press-quiet = Ne plus me le rappeler
press-grant = Arrêter ses rappels
press-keep = Continuer les rappels

## Suivi : réponses

act-report = C'est noté : **{ $reference }**, { $status }. Merci.
act-report-final = C'est noté : **{ $reference }**, { $status }. La confirmation revient maintenant au vérificateur ; d'ici là, plus de rappel. Merci.
act-note = C'est noté avec **{ $reference }**. Merci.
act-snooze = Je vous rappellerai **{ $reference }** le { DATETIME($until, dateStyle: "long") }, ou le premier jour ouvré qui suit.
act-revise = L'échéance de **{ $reference }** est maintenant le { DATETIME($until, dateStyle: "long") }.
act-not_mine = J'ai dit à l'organisation que **{ $reference }** n'est pas de votre ressort. D'ici sa décision, plus de rappel.
act-confirm = **{ $reference }** est confirmé. Merci : c'est terminé.
act-return = **{ $reference }** retourne à la personne responsable, avec votre motif.
act-pause = Les rappels sur **{ $reference }** sont arrêtés jusqu'à nouvel ordre.
act-resume = Les rappels sur **{ $reference }** reprennent.
quiet-asked = J'ai dit à l'organisation que vous ne voulez plus de rappels. Elle décide, et je vous dirai quoi ; d'ici là, les rappels continuent. Merci de l'avoir dit.
quiet-asked-already = L'organisation sait déjà que vous ne voulez plus de rappels ; elle n'a pas encore décidé.
quiet-none = Rien ne vous est confié en ce moment, aucun rappel ne vous attend donc.
quiet-paused = Vos rappels sont déjà arrêtés.
quiet-grant = { $count ->
    [one] Les rappels à { $owner } sont arrêtés (un dossier) jusqu'à ce que quelqu'un les reprenne. Un message l'en informe.
   *[other] Les rappels à { $owner } sont arrêtés ({ $count } dossiers) jusqu'à ce que quelqu'un les reprenne. Un message l'en informe.
    }
quiet-keep = Les rappels à { $owner } continuent. Un message l'en informe.
refused-closed = Rien n'a changé : **{ $reference }** n'est plus suivi ({ $closing }).
refused-same = **{ $reference }** en est déjà là : { $status }. Rien n'a changé.
refused-stale = Rien n'a changé : **{ $reference }** a évolué depuis ce message. État actuel : { $status }. Choisissez de nouveau si ce n'est pas juste.
refused-waiting = Rien n'a changé : **{ $reference }** est au stade « { $status } », c'est au tour du vérificateur.
refused-not_waiting = Rien n'a changé : il n'y a plus de réponse à confirmer pour **{ $reference }**. État : { $status }.
refused-not_theirs = Rien n'a changé : c'est à quelqu'un d'autre de le dire pour **{ $reference }**.
refused-stranger = Ce message ne vous est pas adressé, rien n'a donc changé. `/seminar mine` montre ce qui est à vous.
refused-no_words = Veuillez écrire quelque chose.
refused-past = Veuillez choisir un jour à venir.
refused-too_far = Ce jour est très lointain ; veuillez en choisir un plus proche.
refused-gone = Ce message n'a plus cours, rien n'a donc changé. `/seminar mine` montre ce qui est à vous.
modal-send = Enregistrer
modal-cancel = Annuler
modal-title-note = Note ou justificatif
modal-title-snooze = Rappel plus tard
modal-title-revise = Autre échéance
modal-title-not_mine = Pas de mon ressort
modal-title-return = Renvoyer la réponse
modal-note = Votre note
modal-evidence = Justificatif
modal-note-hint = Ce qui est fait, ce qui manque. Ni nom de victime ni détail de dossier, s'il vous plaît.
modal-evidence-hint = L'adresse d'une page ou d'un document.
modal-until = Quel jour ?
modal-due = La nouvelle échéance
modal-reason = Pourquoi ?
modal-reason-hint = L'organisation et celles et ceux qui y travaillent liront ceci. Ni nom de victime ni détail de dossier, s'il vous plaît.
modal-bad-address = Veuillez donner une adresse web qui commence par https:// ou http://.
modal-too-long = Veuillez écrire au plus { $limit } caractères.
modal-title-danger = Vous n'êtes pas seul
modal-close = Fermer

## Suivi : listes

recommendations-title = { $count ->
    [0] Aucune recommandation ne correspond.
    [one] Une recommandation.
   *[other] { $count } recommandations.
    }
list-page = Page { $page } sur { $pages }.
list-next = La page suivante : `/seminar { $command }`
recommendations-unknown = Je n'ai pas compris { $words }. On peut combiner un thème ({ $themes }), un niveau (national, régional, international), un pays ({ $countries }) et un état (pas commencé, en cours, en partie, mis en œuvre, bloqué, sans objet, en retard), dans n'importe quel ordre.
recommendations-guess = J'ai compris { $guess } pour { $word }.
totals = { $done } sur { $all } terminés, { $working } en cours, { $blocked } bloqués, { $silent } pas commencés ; { $late } en retard
totals-line = **Suivi :** { $totals }.
totals-few = **Suivi :** en cours ; si peu de monde en est chargé qu'un total dirait qui en est où.
not-followed-up = Elle n'est pas suivie.
more-lines = - { $count ->
        [one] et une autre
       *[other] et { $count } autres
    } : `/seminar { $reference }`
recommendations-own-status = Par état, je ne peux choisir que parmi celles dont vous pouvez voir l'état.
mine-title = { $count ->
    [0] Aucune recommandation ne vous est confiée.
    [one] Une recommandation vous concerne.
   *[other] { $count } recommandations vous concernent.
    }
mine-owner = **Les vôtres**
mine-deputy = **En suppléance**
mine-validator = **À confirmer par vous**
mine-contact = **Vous êtes le contact**
mine-stranger = Vous n'êtes pas sur la liste du séminaire, rien ne vous est donc confié. Si c'est une erreur, adressez-vous à { $contact }.
assigned-line = - { $owner } : { $status }{ $dated ->
    [yes] , échéance le { DATETIME($due, dateStyle: "long") }
   *[no] { "" }
    }{ $late ->
    [yes] { " " }(**en retard**)
   *[no] { "" }
    }
assigned-closed = - { $owner } : { $status } ({ $closing })
history-title = **Historique**

## Où en est-on

progress-all = **Où en sont les recommandations :** { $totals }.
progress-followed = **Où en sont les recommandations :** si peu de monde en est chargé qu'un total dirait qui en est où.
progress-none = Aucune recommandation n'est suivie.
progress-unfound = Je ne connais pas de recommandation à ce sujet ; voici où elles en sont toutes.
progress-hint = `/seminar recommandations` les énumère ; on peut ajouter un thème, un niveau, un pays, un état.
progress-hidden = Qui en est où n'est montré qu'aux personnes chargées de la recommandation et à l'organisation ; chacun voit les totaux.
progress-channel = Dans un canal, je ne montre que les totaux ; en message direct, je montre aussi ce que vous pouvez voir.
progress-nobody = Parmi ce que vous pouvez voir : personne.
progress-away = Je ne peux pas voir en ce moment où l'on en est ; veuillez réessayer dans une minute.
progress-elsewhere = On ne sait pas ici où elle en est : demandez-le au bot en service, ou tapez-y `/seminar { $reference }`.
progress-elsewhere-all = On ne sait pas ici où en sont les recommandations : demandez-le au bot en service, ou tapez-y `/seminar recommandations`.

## What people ask for in their own words
# Not said but understood, one wording a line: words, one|another, two_words, (perhaps), "…" for what it is about,
# STATUS for a status, NOT for "not yet". Add more where people put it otherwise.

asks-before =
    et|alors|donc|bon|bonjour|svp|sinon|mais
    (est_ce_que) (vous|tu) peux|pouvez|pourriez|pourrais (tu|vous) (me|nous) dire|montrer|indiquer
    savez_vous|sais_tu|sait_on
    dites|dis (moi|nous)
    je|on voudrais|voudrait|veux|souhaite|souhaiterais|aimerais savoir
asks-not =
    pas|pas encore|toujours pas
asks-all =
    recommandation|recommandations|suivi
asks-progress =
    ou (est_ce_que) (on|nous) en est|sommes|suis|sont|etes (t) (on|nous|elles|ils|vous|tout_cela|tout_ça|cela) (maintenant|aujourd_hui|actuellement)
    ou (est_ce_que) (on|nous) en est|sommes|sont|etes (on|nous|ils|elles|vous) (maintenant|aujourd_hui|actuellement) (de|du|des|avec|sur|pour|dans|concernant|en_ce_qui_concerne) (la|les|le) mise_en_oeuvre|application|avancement|suivi de|du|des …
    ou (est_ce_que) on|nous en est|sommes (maintenant|aujourd_hui|actuellement) de|du|des|avec|sur|pour|dans|concernant|en_ce_qui_concerne …
    ou en est|sommes|sont|etes on|nous|ils|elles|vous (maintenant|aujourd_hui|actuellement) de|du|des|avec|sur|pour|dans|concernant|en_ce_qui_concerne|quant_a|quant_aux …
asks-progress-of =
    ou en est|sont (la|le|les) mise_en_oeuvre|application|avancement|suivi de|du|des …
    ou en est|sont … avec|sur|pour|concernant …
    ou en est|sont …
    quel|quels (est|sont) (le|la|les) etat|statut|avancement|progres|degre|niveau|stade (actuel|actuels|avancement|de_mise_en_oeuvre) de|du|des|sur|en_matiere_de|concernant|pour (avancement_de|la_mise_en_oeuvre_de|la_mise_en_oeuvre_des|le_suivi_de) …
    quel|quels progres (ont|a) (ete|on) (fait|faits|accomplis|realises|a_t_il|t_il) sur|en_matiere_de|concernant|pour|dans|avec|de …
    quel|quels progres … (sur|en_matiere_de|concernant|pour|dans|avec) (…)
    (y_a_t_il) (des|du|un) nouveau|progres|avancees sur|de|du|des|concernant|pour …
    (etat|degre) avancement|de_mise_en_oeuvre de|du|des|sur|pour|concernant …
    statut|avancement|progres de|du|des|sur|pour|concernant …
    quel|quels|combien_de|quels_sont_les pays|etats|coordonnateurs|coordinateurs|responsables (qui) (est|sont|a|ont) NOT (deja|bien|enfin) STATUS
    quel|quels|combien_de|quels_sont_les pays|etats|coordonnateurs|coordinateurs|responsables (qui) (est|sont|a|ont) NOT (deja|bien|enfin) STATUS (sur|pour|avec|dans|de) …
    quelles|combien_de|quels recommandations|points (est|sont|a|ont) NOT (ete|deja|bien|enfin) (ete) STATUS
    quelles|combien_de|quels recommandations|points (est|sont|a|ont) NOT (ete|deja|bien|enfin) (ete) STATUS en|par|au|pour|dans …
    qui est|sont|a|ont NOT (deja|bien|enfin) STATUS
    qui est|sont|a|ont NOT (deja|bien|enfin) STATUS (sur|pour|avec|dans|de) …
    (est_ce_que) … a|est|sont|ont (t) (elle|elles|il|ils|on) NOT (ete|deja|bien|enfin) (ete) STATUS
asks-quiet =
    je (ne) veux|souhaite|voudrais|desire|aimerais|aimerais_ne|voudrais_ne|souhaite_ne plus|pas (recevoir|avoir|etre) (de|ces|vos|les|aucun|autre|autres|d_autres) rappel|rappels|relance|relances|rappele|rappelee|relancee|notifications (svp|merci)
    je (ne) veux|souhaite|voudrais|desire|aimerais plus|pas que vous|tu me rappeliez|rappelles|relanciez|relances (cela|rien)
    (ne) me rappelez|rappelle|relancez|relance plus (rien|cela|svp|merci|ça)
    arretez|arrete|cessez|cesse|stoppez|stop|suspendez|supprimez|desactivez|coupez (de|moi) (m|me) (envoyer) (avec) (tous) (les|ces|vos|des|tous|mes|de) rappel|rappels|relances|notifications (svp|merci)
    arretez|arrete|cessez|cesse (de) (me) rappeler|relancer (cela|svp|merci|tout_cela)
    (veuillez|merci_de) ne plus me rappeler|relancer|envoyer (de|les|ces|vos) (rappels|relances|cela)
    plus|aucun|stop (de|aux) (autre|autres) rappel|rappels|relances (svp|merci|pour_moi)
    (merci_de|veuillez) me desinscrire|desabonner|desabonnez|desinscrivez (moi) de|des|du (ces|vos|tous|les) rappels

## Suivi : organisation

the-organisers = l'organisation
roster-empty = La liste est vide. Pour en charger une, envoyez-moi son fichier (.csv, .yaml) en message direct, ou tapez `run_bot.py roster FICHIER` sur la machine elle-même.
roster-counts = { $all ->
    [one] Une personne
   *[other] { $all } personnes
    }, dont { $unmatched } introuvables dans Slack et { $away } en congé ; { $open } dossiers ouverts.
roster-unmatched = **Introuvables dans Slack** (aucun rappel ne leur parvient)
roster-matched = **Trouvées dans Slack**
roster-line = - { $name } (`{ $id }`, { $role }{ $country })
roster-channel = Dans un canal, je ne montre que les nombres ; demandez-moi les noms en message direct.
roster-usage =
    {""}Pour charger une liste, envoyez-moi le fichier (.csv, .yaml) en message direct, ou collez ses lignes derrière `/seminar-admin roster`, les titres d'abord : nom, fonction, pays, courriel, langue, suppléant. Je montre ce qui changerait avant que rien ne change.
    Sur la machine elle-même : `run_bot.py roster FICHIER`. `/seminar-admin roster` seul montre qui participe.
roster-preview = **{ $file }** contient { $count ->
    [one] une personne
   *[other] { $count } personnes
    } : { $added } à ajouter, { $changed } à modifier ; { $missing } de la liste n'y sont pas. Rien n'est encore chargé.
roster-preview-added = À ajouter : { $names }
roster-preview-changed = À modifier : { $names }
roster-preview-missing = Dans la liste et pas dans le fichier : { $names }
roster-preview-unreachable = Sans adresse électronique, donc aucun rappel ne peut leur parvenir : { $names }
roster-preview-examples = Marqués `example: true`, donc ignorés là où Slack sert des personnes réelles : { $names }
roster-load = Charger
roster-replace = Charger, retirer les absents
roster-replace-sure = Qui n'est pas dans le fichier est effacé : ce qui l'attend est annulé, ses dossiers sont clos, son nom quitte l'historique. C'est irréversible.
roster-cancel = Annuler
roster-cancelled = Rien n'a été chargé.
roster-same = La liste est déjà ainsi ; il n'y a rien à charger.
roster-nobody = { $file } ne contient personne, il n'y a donc rien à charger.
roster-forgotten = Cette liste n'est plus là, rien n'a donc été chargé. Veuillez l'envoyer de nouveau.
roster-file-kind = Je prends une liste en fichier dont le nom finit par .csv, .yaml ou .yml ; je n'ai rien fait de celui-ci.
roster-file-large = Ce fichier est trop grand pour une liste : au plus { $limit } Ko. Rien n'a changé.
roster-file-unread = Je n'ai pas pu prendre ce fichier dans Slack, rien n'a donc changé. Veuillez l'envoyer de nouveau ; si cela n'aide pas, il manque peut-être à l'application le droit `files:read`. On peut aussi coller les lignes derrière `/seminar-admin roster`.
erase-usage = Nommez la personne par son identifiant, que montre `/seminar-admin roster` : `/seminar-admin erase PARTICIPANT`.
erase-preview = { $count ->
    [0] **Effacer { $name } (`{ $id }`) ?** Aucun dossier ouvert ne lui est confié.
    [one] **Effacer { $name } (`{ $id }`) ?** Son dossier ouvert sera clos ; pour qu'il continue, tapez d'abord `/seminar-admin handover { $id } SUCCESSEUR`.
   *[other] **Effacer { $name } (`{ $id }`) ?** Ses { $count } dossiers ouverts seront clos ; pour qu'ils continuent, tapez d'abord `/seminar-admin handover { $id } SUCCESSEUR`.
    } Ses données quittent la liste, ce qui l'attend est annulé, et son nom, ses notes et ses justificatifs quittent l'historique et le journal. Ce que je lui ai écrit dans Slack reste dans sa propre conversation.
erase-do = Effacer
erase-sure = C'est irréversible.
erase-done = C'est fait : il n'en reste rien dans la liste, l'historique ni le journal.
erase-gone = Cette personne n'est plus dans la liste ; rien n'a changé.
erase-cancelled = Personne n'a été effacé.
simulate-none = Rien ne partirait du { DATETIME($day, dateStyle: "long") } au { DATETIME($until, dateStyle: "long") }.
simulate-title = Ce qui partirait du { DATETIME($day, dateStyle: "long") } au { DATETIME($until, dateStyle: "long") }, si personne ne rendait compte de rien (chacun à son heure ; rien ne part maintenant) :
simulate-line = **{ $at }** { $name } : { $items }
simulate-days = Indiquez le nombre de jours, de 1 à { $until }, ou deux dates : `/seminar-admin simulate 30`, `/seminar-admin simulate 2031-01-01 2031-03-31`.
simulate-channel = Dans un canal, je ne montre que les nombres ; demandez-moi les noms dans un message direct.
simulate-stopped = En ce moment rien ne part : les rappels sont arrêtés (`/seminar-admin resume`).
parked-none = Rien n'est en attente, et Slack n'a rien refusé.
parked-title = { $count ->
    [one] Un message n'est pas parti et attend votre décision :
   *[other] { $count } messages ne sont pas partis et attendent votre décision :
    }
parked-line = - `{ $id }` à { $name }, prévu pour le { DATETIME($day, dateStyle: "long") } : { $reason }
parked-release = Quand la cause a disparu, `/seminar-admin parked release ID` envoie un message malgré tout.
parked-examples = { $count ->
    [one] Un message allait à un participant d'exemple, derrière qui il n'y a personne : une illustration, rien à décider.
   *[other] { $count } messages allaient à des participants d'exemple, derrière qui il n'y a personne : une illustration, rien à décider.
    }
parked-parked = il est peut-être arrivé, et je n'ai pas pu lire la conversation pour le savoir ; regardez-y d'abord
parked-undeliverable = Slack l'a refusé ({ $refusal })
released = Ce message est de nouveau prévu.
release-unknown = Aucun message `{ $id }` n'attend votre décision. `/seminar-admin parked` énumère ceux qui attendent.
status-sending = Les rappels partent.
status-stopped = **Les rappels sont arrêtés**, à la demande de l'organisation ; `/seminar-admin resume` les reprend.
status-jumped = **Les rappels sont arrêtés**, parce que l'horloge de la machine a sauté ; quand elle est juste, `/seminar-admin resume` les reprend.
measured-none = Aucune question n'a été posée ces { $weeks } dernières semaines.
measured = **Questions des { $weeks } dernières semaines :** { $all } posées, { $percent } % ont eu leur réponse ({ $answered }) ; { $offered } ont eu des choix, { $refused } rien.
measured-week = { DATETIME($day, dateStyle: "medium") } { $bar } { $count ->
    [0] aucune question
   *[other] { $percent } % de { $count }
    }
measured-wrong-none = Personne n'a dit qu'une réponse était fausse.
measured-wrong = **Le plus souvent fausses, selon les lecteurs :**
measured-wrong-one = `{ $entry }` : fausse { $wrong } fois, juste { $right } fois{ $told ->
    [yes] ; attendu le plus souvent : `{ $expected }`
   *[no] { "" }
    }
measured-thresholds = **Ce que feraient d'autres réglages** (`SUIVI_ANSWER_AT` vaut { $now }), selon la sûreté des entrées :
measured-at = { $at }{ $now ->
    [yes] { " " }(maintenant)
   *[no] { "" }
    } : { $answered } réponses, { $offered } choix, { $refused } refus
sending-paused = Plus rien ne part, jusqu'à `/seminar-admin resume`.
sending-resumed = Les envois reprennent.
sending-paused-already = Les envois étaient déjà arrêtés.
sending-resumed-already = Les envois continuent ; ils n'étaient pas arrêtés.
handover-usage = Nommez les deux par leur identifiant, que montre `/seminar-admin roster` : `/seminar-admin handover DE À`.
assign-usage = Veuillez nommer les deux : `/seminar-admin assign RECOMMANDATION PARTICIPANT`, une recommandation par son identifiant ou sa référence, une personne par son identifiant que montre `/seminar-admin roster`.
assign-unknown = Il n'y a pas de recommandation « { $id } ».{ $guessed ->
    [no] { "" }
   *[yes] { " " }Vouliez-vous dire { $guess } ?
    } `/seminar recommendations` en donne la liste.
assign-no-policy = { $reference } n'est pas suivie : elle n'a pas de `follow_up` dans les fichiers de connaissances, donc pas d'échéance. Écrivez-en un, puis `/seminar-admin reload`.
assign-has = { $name } porte déjà { $reference }.
assign-done-before = { $name } a déjà mis en œuvre { $reference } ; rien n'a été changé.
assign-done = { $name } porte désormais { $reference }, à échéance du { DATETIME($due, dateStyle: "long") }. Un rechargement n'y change rien.
rest-unknown = Il n'y a ni personne dans la liste ni recommandation nommée « { $id } ».{ $guessed ->
    [no] { "" }
   *[yes] { " " }Vouliez-vous dire { $guess } ?
    } `/seminar-admin { $command }` sans nom vaut pour tout.
pause-some = { $count ->
    [one] Les rappels de { $what } sont arrêtés (un dossier), jusqu'à `/seminar-admin resume` avec le même nom.
   *[other] Les rappels de { $what } sont arrêtés ({ $count } dossiers), jusqu'à `/seminar-admin resume` avec le même nom.
    }
pause-none = { $what } n'a rien d'ouvert qui ne soit déjà arrêté.
resume-some = { $count ->
    [one] Les rappels de { $what } reprennent (un dossier).
   *[other] Les rappels de { $what } reprennent ({ $count } dossiers).
    }
resume-none = { $what } n'a rien qui ait été arrêté.
handover-unknown = La liste n'a personne avec l'identifiant { $id }. `/seminar-admin roster` montre les identifiants.
handover-same = C'est une seule et même personne.
handover-none = { $from } n'a aucun dossier ouvert ; rien n'a changé.
handover-done = { $count ->
    [one] Un dossier est passé
   *[other] { $count } dossiers sont passés
    } de { $from } à { $to }, avec son historique. { $to } reçoit un récapitulatif.
conflict = D'autres personnes changeaient ceci au même moment, rien n'a donc changé. Veuillez réessayer.

## Envoi : ce qui est dit aux organisateurs

told-jump = L'horloge de la machine sur laquelle je tourne a sauté de plusieurs jours ; je n'envoie donc plus de rappels, plutôt que d'en envoyer de faux. Quand l'horloge est juste, tapez `/seminar-admin resume`.
told-parked = Je ne peux pas savoir si un rappel est arrivé, faute de pouvoir lire la conversation où je l'ai envoyé. Je ne l'enverrai une seconde fois que si vous le dites : `/seminar-admin status` le montre.
told-undeliverable = Slack refuse un rappel pour de bon ; personne ne l'a donc reçu. `/seminar-admin status` le montre, avec la raison que donne Slack.
audit-none = Rien de tel n'a été fait. `/seminar-admin audit` montre tout ; il accepte une personne, des jours (2031-01-31), des mots d'une action, une page, `csv`.
audit = **Ce qui a été fait : { $count }**, le plus récent d'abord, en UTC ; page { $page } sur { $pages }. Précisez par une personne, des jours, des mots d'une action ; `audit csv` donne un tableau.
audit-table = Voici ce qui a été fait, en tableau : { $count ->
    [one] { $count } ligne.
   *[other] { $count } lignes.
    }
audit-terminal = le terminal
doctor-name-tokens = Jetons
doctor-name-scopes = Droits
doctor-name-events = Abonnements aux événements
doctor-name-organisers = Organisateurs
doctor-name-database = Base de données
doctor-name-migrations = Migrations
doctor-name-disk = Disque
doctor-name-clock = Horloge
doctor-name-zones = Fuseaux horaires
doctor-name-content = Contenu
doctor-name-checks = Vérifications
doctor-name-reach = Accès
doctor-well = Tout va bien.
doctor-care = Cela marche ; regardez les lignes « care ».
doctor-ill = Cela ne marche pas comme il faut ; corrigez d'abord les lignes « ill ».
doctor-tokens-none = il n'y en a pas, le bot sert donc l'espace local sur cette machine ; définissez SLACK_BOT_TOKEN, et SLACK_APP_TOKEN ou SLACK_SIGNING_SECRET, pour servir Slack
doctor-tokens-bad = { $problem }
doctor-tokens = Slack connaît le bot sous le nom { $bot } dans { $team } ({ $transport })
doctor-scopes = le jeton a les { $count } droits de config/slack_manifest.yaml
doctor-scopes-missing = il manque au jeton { $scopes } ; ajoutez-les sous OAuth & Permissions (ou importez de nouveau config/slack_manifest.yaml) et réinstallez l'application
doctor-scopes-more = le jeton a { $scopes }, dont le bot ne se sert pas ; retirez-les sous OAuth & Permissions
doctor-scopes-untold = Slack n'a pas dit lesquels le jeton a ; comparez OAuth & Permissions avec config/slack_manifest.yaml
doctor-events = aucun bot ne peut les lire ; la page Event Subscriptions de l'application doit lister { $events }, et Interactivity doit être activé
doctor-organisers = { $count } dans SUIVI_ORGANISERS, tous connus de Slack
doctor-organisers-local = l'espace local a les siens
doctor-organisers-none = SUIVI_ORGANISERS est vide, personne ne peut donc administrer le bot ni répondre aux questions ; mettez-y des identifiants Slack ou celui d'un groupe
doctor-organisers-unknown = Slack ne connaît pas { $ids } ; recopiez les identifiants depuis les profils, ou donnez au bot usergroups:read
doctor-database = { $place } répond
doctor-database-new = { $place } n'existe pas encore ; le premier démarrage la crée
doctor-database-bad = { $problem }
doctor-migrations = le schéma est à la révision { $revision }, comme il se doit
doctor-migrations-new = il n'y a encore rien à migrer
doctor-migrations-old = le schéma est à la révision { $revision }, cette version veut { $wanted } ; le prochain démarrage le migre, faites d'abord une sauvegarde
doctor-migrations-later = le schéma est à la révision { $revision }, que cette version ne connaît pas ; lancez la version qui l'a créé
doctor-disk = { $folder } a { $mib } Mio de place
doctor-disk-little = { $folder } n'a plus que { $mib } Mio de place ; faites-en avant qu'il ne soit plein
doctor-disk-full = { $folder } a { $mib } Mio de place, trop peu pour garder quoi que ce soit ; faites de la place, ou choisissez un autre SUIVI_STATE_DIR
doctor-disk-refuses = on ne peut pas écrire dans { $folder } ; vérifiez ses droits, ou choisissez un autre SUIVI_STATE_DIR
doctor-clock = à { $seconds ->
    [one] { $seconds } seconde
   *[other] { $seconds } secondes
    } de celle de Slack
doctor-clock-off = à { $seconds } secondes de celle de Slack ; laissez la machine la régler par le réseau (NTP)
doctor-clock-wrong = à { $seconds } secondes de celle de Slack : les demandes sont refusées et les rappels partent à la mauvaise heure ; laissez la machine la régler par le réseau (NTP)
doctor-clock-alone = { $at } ; il n'y a pas d'autre horloge à qui la comparer
doctor-zones = { $count ->
    [one] le seul qui est nommé est connu ici
   *[other] les { $count } qui sont nommés sont connus ici
    }
doctor-zones-unknown = cette machine ne connaît pas { $zones } ; installez le paquet tzdata
doctor-content = { $entries } entrées dans { $folder }
doctor-content-waits = { $folder } diffère de ce qui est en service ; `/seminar-admin reload` montre en quoi
doctor-content-example = { $folder } contient des exemples ({ $count }), ignorés quand on sert de vraies personnes
doctor-content-bad = { $count ->
    [one] une chose y est à corriger, dans { $place } ; `python run_bot.py check` la montre
   *[other] { $count } choses y sont à corriger, la première dans { $place } ; `python run_bot.py check` les liste
    }
doctor-checks = les { $count } questions des vérifications trouvent ce qu'il faut
doctor-checks-failed = { $failed } questions des vérifications sur { $count } échouent ; `python run_bot.py check` les liste
doctor-reach = le bot sert sur { $host }, port { $port }
doctor-reach-unready = le bot tourne sur { $host }, port { $port }, et n'est pas prêt : { $problem }
doctor-reach-none = rien ne répond sur { $host }, port { $port } ; lancez-le avec `make run` ou `python run_bot.py serve`, ou réglez SUIVI_HOST et SUIVI_PORT comme ils le sont là
doctor-reach-other = autre chose répond sur { $host }, port { $port } ; choisissez-en un autre avec SUIVI_PORT
expiry-title = { $count ->
    [one] **Une entrée ou une fiche de contact que vous tenez à jour est à revoir.** Confirmez-la avec un nouveau `valid_until`, ou corrigez-la, dans les fichiers de connaissances.
   *[other] **{ $count } entrées ou fiches de contact que vous tenez à jour sont à revoir.** Confirmez chacune avec un nouveau `valid_until`, ou corrigez-la, dans les fichiers de connaissances.
    }
expiry-line = { $title } (`{ $id }`) : { $past ->
    [yes] valable jusqu'au { DATETIME($day, dateStyle: "long") } ; on y répond avec un avertissement
   *[no] vaut jusqu'au { DATETIME($day, dateStyle: "long") }
    }
told-doubled = Un rappel est peut-être arrivé deux fois : j'ai été arrêté pendant l'envoi plus longtemps que permis. Son numéro est dans le journal.

## Questions line by line, in the terminal

line-said = ligne { $line } : { $what }
line-not-json = pas du JSON ({ $detail }) ; écrivez un objet par ligne
line-not-object = pas un objet ; écrivez { $detail }
line-no-question = rien n'est demandé ; ajoutez "question" avec un texte, ou "turns" avec une liste de textes
line-no-turns = "turns" est vide ; écrivez-y au moins une question, ou "question" à la place
line-turns-not-texts = "turns" doit être une liste de textes, comme dans { $detail } ; pour une seule question, écrivez "question"

## Roster and rehearsal, in the terminal

rostered = { $count ->
    [one] Un participant lu
   *[other] { $count } participants lus
    } : { $added } ajoutés, { $changed } modifiés.
rostered-added = Ajoutés : { $ids }
rostered-changed = Modifiés : { $ids }
rostered-missing = Gardés bien qu'absents du fichier : { $ids }
rostered-removed = Effacés, car absents du fichier (leurs dossiers sont clos, leur nom a quitté l'historique) : { $ids }
rostered-unmatched = Pas encore trouvés dans Slack ; un bot en service cherche leurs adresses dans l'heure : { $ids }
rostered-unreachable = Sans adresse électronique, donc aucun rappel ne peut leur parvenir : { $ids }
rostered-examples = Marqués `example: true`, donc ignorés là où Slack sert des personnes réelles : { $ids }
rehearsed-title = Ce qui partirait du { DATETIME($day, dateStyle: "long") } au { DATETIME($until, dateStyle: "long") }, si personne ne répondait
rehearsed-local = Leur heure
rehearsed-utc = UTC
rehearsed-to = À
rehearsed-about = Objet
rehearsed-why = Pourquoi
rehearsed-owner = { $about } ({ $owner })
rehearsed-owners = { $about } ({ $count } responsables)
rehearsed-reminder = { $when ->
    [on] le jour de l'échéance, { DATETIME($due, dateStyle: "long") }
    [ahead] { $days ->
        [one] un jour
       *[other] { $days } jours
    } avant le { DATETIME($due, dateStyle: "long") }
   *[past] { $days ->
        [one] un jour
       *[other] { $days } jours
    } après le { DATETIME($due, dateStyle: "long") }
    }
rehearsed-snoozed = fin d'un report ; échéance le { DATETIME($due, dateStyle: "long") }
rehearsed-deputy = silence { $days } jours après le { DATETIME($due, dateStyle: "long") } : le suppléant
rehearsed-escalation = silence { $days } jours après le { DATETIME($due, dateStyle: "long") } : le contact d'escalade
rehearsed-expiry = valable jusqu'au { DATETIME($due, dateStyle: "long") } : qui en répond
rehearsed-decision = silence { $days } jours après le { DATETIME($due, dateStyle: "long") } : une décision à prendre
rehearsed-validation = le compte rendu du { DATETIME($due, dateStyle: "long") } attend sa confirmation
rehearsed-returned = un compte rendu a été renvoyé ; échéance le { DATETIME($due, dateStyle: "long") }
rehearsed-not_mine = le responsable dit que ce n'est pas à lui ; échéance le { DATETIME($due, dateStyle: "long") }
rehearsed-unreachable = le responsable est injoignable ; échéance le { DATETIME($due, dateStyle: "long") }
rehearsed-quiet = quelqu'un ne veut plus de rappels
rehearsed-quiet_granted = ses rappels ont été arrêtés, comme demandé
rehearsed-quiet_kept = ses rappels continuent
rehearsed-briefing = un successeur prend la suite ; échéance le { DATETIME($due, dateStyle: "long") }
rehearsed-why-weekend = (déplacé : pas un jour de travail pour eux)
rehearsed-why-holiday = (déplacé : un jour férié)
rehearsed-why-hours = (déplacé : hors de leurs heures de travail)
rehearsed-why-budget = (déplacé : assez de messages cette semaine-là)
rehearsed-why-away = (absence : au suppléant, ou plus tard)
rehearsed-why-snoozed = (déplacé : reporté)
rehearsed-why-late = (en retard : l'échéance est passée avant)
rehearsed-total = { $count ->
    [one] Un message
   *[other] { $count } messages
    } à { $people ->
    [one] un destinataire
   *[other] { $people } destinataires
    }. Rien n'a été envoyé.
rehearsed-example = Il s'y trouve des suivis ou des personnes marqués `example: true` : une illustration, ignorée là où Slack sert des personnes réelles.
rehearsed-none = Rien ne partirait du { DATETIME($day, dateStyle: "long") } au { DATETIME($until, dateStyle: "long") }.
rehearsed-live = Les suivis et les personnes marqués `example: true` ont été ignorés, car Slack sert des personnes réelles.

## Expliquer (dans le terminal, pour qui écrit les connaissances)

judged-question = Question : { $question } (langue : { $name })
judged-misspelt = Pris pour une faute de frappe : { $words }
judged-unknown = Mots qui ne figurent dans aucune entrée : { $words }
judged-alias = { $term } se dit aussi : { $same }
judged-title = Ce qui a été trouvé, le meilleur d'abord
judged-candidate = Entrée, ou passage
judged-closest = Formulation la plus proche
judged-score = Score
judged-confidence = Confiance
judged-features = Composée de
judged-guards = Retenue par
judged-number = il n'y est pas question de { $numbers }
judged-contrast = un mot qui fait la différence entre des formulations semblables
judged-thresholds = Réponse à partir de { $answer }, choix à partir de { $offer } (ensemble), citation à partir de { $quote }
judged-decision = Décision : { $what }
judged-answer = répondre { $entry }, car { $confidence } ≥ { $least }
judged-quote = citer { $passage }, car aucune entrée n'est assez sûre et { $confidence } ≥ { $least }
judged-offer = proposer { $entries }, car ensemble { $confidence } ≥ { $least }
judged-nothing = dire « je ne sais pas » : ce qu'on pourrait proposer reste sous { $least }
judged-not-searched = Rien n'a été cherché : la réponse vient avant ({ $kind })

## Emporter : fichiers, échéances, images

export-usage = Dites ce que vous voulez en fichier : `/seminar-admin export csv` (les dossiers en tableau), `export csv history` (ce qui s'est passé), `export xlsx` (les deux dans un classeur), `export json` (les deux, pour des programmes), `export ics` (toutes les échéances, pour un calendrier).
export-none = Rien n'est encore suivi, il n'y a donc rien à exporter.
export-done = Voici, dans notre conversation directe, où vous seul le voyez : { $assignments } dossiers et { $events } événements. Le fichier contient des noms et ce que les gens ont écrit : gardez-le en conséquence.
file-not-sent = Je n'ai pas pu remettre ce fichier : Slack ne l'a pas pris. Rien n'a changé. Réessayez ; si cela n'aide pas, il manque peut-être à l'application la permission `files:write`.
dates-none = Vous n'avez aucun dossier avec une échéance, il n'y a donc rien pour un calendrier.
dates-done = { $count ->
    [one] Voici votre échéance, en fichier pour votre calendrier, dans notre conversation directe. Si elle change, redemandez-la : un calendrier la reconnaît à son identifiant.
   *[other] Voici vos { $count } échéances, en fichier pour votre calendrier, dans notre conversation directe. Si elles changent, redemandez-les : un calendrier les reconnaît à leurs identifiants.
    }
ics-name = Recommandations à mettre en œuvre
ics-about = État : { $status }. Pour en rendre compte, demandez { $reference } au bot.
chart-done = terminé
chart-waiting = signalé, pas encore confirmé
chart-partly = mis en œuvre en partie
chart-under_way = en cours
chart-not_started = pas commencé
chart-blocked = bloqué
chart-not_applicable = sans objet
chart-late = en retard
chart-elsewhere = sans pays
chart-title = Où en sont les recommandations au { DATETIME($day, dateStyle: "long") }
chart-trend-title = Comment on en est arrivé là, jusqu'au { DATETIME($day, dateStyle: "long") }
chart-rows = Pays
chart-columns = Recommandations
chart-count = Dossiers
chart-alt-row = { $row } : { $cells }.
chart-alt-cell = { $reference } { $state }
chart-alt-cell-late = { $reference } { $state }, en retard
chart-alt-state = { $state } : { $count }
chart-alt-more = { $count ->
    [one] Et un autre pays.
   *[other] Et { $count } autres pays.
    }
chart-alt-trend = Au { DATETIME($day, dateStyle: "long") }, { $states }.
picture-done = { $count ->
    [one] **{ $title }.** Un dossier que vous pouvez voir, en image et au fil du temps, dans notre conversation directe. { $states }.
   *[other] **{ $title }.** { $count } dossiers que vous pouvez voir, en image et au fil du temps, dans notre conversation directe. { $states }.
    }
picture-none = Il n'y a rien à dessiner : rien de ce que vous pouvez voir n'y correspond. Qui en est où se montre à qui s'en charge et aux organisateurs ; `/seminar recommandations` donne les totaux à tout le monde.
picture-failed = Je n'ai pas pu dessiner cela ; les choses en sont où elles en étaient. { $states }.

## Le bilan de la semaine

said-digest = le bilan de la semaine du { DATETIME($due, dateStyle: "long") }
said-expiry = Ce que vous tenez à jour vaut jusqu'au { DATETIME($due, dateStyle: "long") }.
rehearsed-digest = le bilan de la semaine du { DATETIME($due, dateStyle: "long") }
message-digest = Le bilan de la semaine.
digest-title = **La semaine jusqu'au { DATETIME($day, dateStyle: "long") }**
digest-states = { $count ->
    [one] Un dossier. { $states }.
   *[other] { $count } dossiers. { $states }.
    }
digest-none = Rien n'est encore suivi.
digest-moved = { $count ->
    [one] **Ce qui a bougé :** une chose
   *[other] **Ce qui a bougé :** { $count } choses
    }
digest-moved-none = **Ce qui a bougé :** rien.
digest-line = - **{ $reference }** · { $owner } : { $what }
digest-overdue = { $count ->
    [one] **En retard :** un dossier
   *[other] **En retard :** { $count } dossiers
    }
digest-overdue-none = **En retard :** rien.
digest-overdue-line = - **{ $reference }** · { $owner } : prévu pour le { DATETIME($due, dateStyle: "long") }, { $days ->
        [one] il y a un jour
       *[other] il y a { $days } jours
    }
digest-waits = **Ce qui attend quelqu'un**
digest-waits-none = **Ce qui attend quelqu'un :** rien.
digest-waits-validator = - { $count ->
        [one] un rapport attend la personne qui le confirme
       *[other] { $count } rapports attendent les personnes qui les confirment
    }
digest-waits-decision = - { $count ->
        [one] un dossier attend votre décision, après un silence ou parce qu'il est suspendu
       *[other] { $count } dossiers attendent votre décision, après un silence ou parce qu'ils sont suspendus
    }
digest-waits-unreachable = - { $count ->
        [one] un dossier est à quelqu'un que Slack ne peut joindre
       *[other] { $count } dossiers sont à des personnes que Slack ne peut joindre
    }
digest-waits-parked = - { $count ->
        [one] un message n'est pas parti : `/seminar-admin parked`
       *[other] { $count } messages ne sont pas partis : `/seminar-admin parked`
    }
digest-waits-questions = - { $count ->
        [one] une question n'a pas encore de réponse : `/seminar-admin unanswered`
       *[other] { $count } questions n'ont pas encore de réponse : `/seminar-admin unanswered`
    }

## Le rapport imprimé

report-title = Rapport d'avancement : { $seminar }
report-made = Établi le { DATETIME($day, dateStyle: "long") }
report-personal = Il nomme des postes et contient ce que des personnes ont signalé : pour les organisateurs.
report-totals = En nombres
report-state = État
report-number = Dossiers
report-matrix = Pays et recommandations
report-none = Rien n'est encore suivi.
report-overdue = En retard
report-overdue-none = Rien n'est en retard.
report-waits = En attente de confirmation
report-waits-none = Rien n'attend de confirmation.
report-each = Chaque recommandation
report-owner = Qui
report-due = Échéance
report-reported = Signalé le
report-note = Dernière note
publish-title = Questions et réponses : { $seminar }
publish-made = Page faite le { DATETIME($day, dateStyle: "long") } d'après ce que les organisateurs ont écrit.
publish-contact = Il manque quelque chose, ou c'est faux ? Adressez-vous à { $contact }.
publish-when = Du { DATETIME($start, dateStyle: "long") } au { DATETIME($end, dateStyle: "long") }, { $place }
publish-recommendations = { $seminar } : les recommandations
publish-shared = Organisations, termes et autres rencontres
publish-until = Valable jusqu'au { DATETIME($day, dateStyle: "long") }.
publish-past = Valable jusqu'au { DATETIME($day, dateStyle: "long") } ; personne ne l'a confirmé depuis.

## Proposer (dans le terminal, après des vérifications qui ont échoué)

proposals = { $count ->
    [one] Un nom manque peut-être dans aliases.yaml :
   *[other] { $count } noms manquent peut-être dans aliases.yaml :
    }
proposal = « { $term } » est peut-être un autre nom de « { $same } » ({ $entries }) : avec [{ $same }, { $term }] dans aliases.yaml, { $count ->
    [one] une vérification de plus passe
   *[other] { $count } vérifications de plus passent
    }

deep-score = Sur { $count } fiches et contacts, chacun selon ce qu'il vaut : { $score } sur 100.
deep-kind-expired = { $count ->
    [one] Une fiche a passé son dernier jour. Relisez-la, et donnez-lui un autre `valid_until` :
   *[other] { $count } fiches ont passé leur dernier jour. Relisez-les, et donnez-leur un autre `valid_until` :
    }
deep-more-expired = jusqu'au { $day }
deep-kind-unfound = { $count ->
    [one] Une fiche n'est trouvée par personne qui la demande avec d'autres mots que les siens. Écrivez d'autres façons de la demander, avec les mots de ceux qui demandent :
   *[other] { $count } fiches ne sont trouvées par personne qui les demande avec d'autres mots que les leurs. Écrivez d'autres façons de les demander, avec les mots de ceux qui demandent :
    }
deep-more-unfound = { $count ->
    [one] une façon de demander essayée
   *[other] { $count } façons de demander essayées
    }
deep-kind-unverified = { $count ->
    [one] Un contact n'a jamais été vérifié : Slack ne le montre donc pas. Appelez-le ou lisez-le sur sa page officielle, puis écrivez `verified_on` :
   *[other] { $count } contacts n'ont jamais été vérifiés : Slack ne les montre donc pas. Appelez-les ou lisez-les sur leur page officielle, puis écrivez `verified_on` :
    }
deep-kind-duplicate = { $count ->
    [one] Une fiche a la réponse d'une autre. Réunissez les deux, ou dites de quoi parle chacune :
   *[other] { $count } fiches ont la réponse d'une autre. Réunissez-les, ou dites de quoi parle chacune :
    }
deep-more-duplicate = comme { $other }
deep-kind-stolen = { $count ->
    [one] Une fiche perd des questions au profit d'une autre. Dites ce qui les distingue, ou écrivez d'autres façons de demander la première :
   *[other] { $count } fiches perdent des questions au profit d'une autre. Dites ce qui les distingue, ou écrivez d'autres façons de demander la première :
    }
deep-more-stolen = au profit de { $other }, { $count } façons de demander, comme « { $phrasing } »
deep-kind-no_answer = { $count ->
    [one] Une réponse manque dans une langue du séminaire :
   *[other] { $count } réponses manquent dans une langue du séminaire :
    }
deep-more-no_answer = { $language }
deep-kind-dead_link = { $count ->
    [one] Un lien ne mène nulle part. Cherchez où est la page maintenant, ou retirez l'adresse :
   *[other] { $count } liens ne mènent nulle part. Cherchez où sont les pages maintenant, ou retirez les adresses :
    }
deep-more-dead_link = { $link }
deep-kind-no_phrasing = { $count ->
    [one] Une fiche a une réponse dans une langue, et aucune façon de la demander :
   *[other] { $count } fiches ont une réponse dans une langue, et aucune façon de la demander :
    }
deep-more-no_phrasing = { $language }
deep-kind-expires = { $count ->
    [one] Une fiche passera son dernier jour dans le mois :
   *[other] { $count } fiches passeront leur dernier jour dans le mois :
    }
deep-more-expires = jusqu'au { $day }
deep-kind-few = { $count ->
    [one] Une fiche n'a presque aucune façon d'être demandée. Cinq ou six par langue la font trouver bien plus souvent :
   *[other] { $count } fiches n'ont presque aucune façon d'être demandées. Cinq ou six par langue les font trouver bien plus souvent :
    }
deep-more-few = { $count } en tout
deep-kind-unchecked = { $count ->
    [one] Une fiche n'a aucune vérification : personne ne verrait qu'on ne la trouve plus :
   *[other] { $count } fiches n'ont aucune vérification : personne ne verrait qu'on ne les trouve plus :
    }
deep-kind-long = { $count ->
    [one] Une réponse remplit plus qu'un écran de téléphone. Commencez par la réponse, et laissez le reste à la source :
   *[other] { $count } réponses remplissent plus qu'un écran de téléphone. Commencez par la réponse, et laissez le reste à la source :
    }
deep-more-long = { $language }, { $count } lettres
deep-kind-hard = { $count ->
    [one] Une réponse est difficile à lire (LIX au-delà de 65 ; un journal en a 40). Raccourcissez ses phrases :
   *[other] { $count } réponses sont difficiles à lire (LIX au-delà de 65 ; un journal en a 40). Raccourcissez leurs phrases :
    }
deep-more-hard = { $language }, { $count }
deep-more = et { $count } de plus ; `--all` les montre toutes
deep-untried = { $count ->
    [one] D'un lien, on ne sait pas s'il mène quelque part : il n'a pas répondu, ou pas à un programme.
   *[other] De { $count } liens, on ne sait pas s'ils mènent quelque part : ils n'ont pas répondu, ou pas à un programme.
    }

## Page d'accueil

home-ask = Votre question sur le séminaire
home-ask-hint = Entrée l'envoie. Vous seul·e voyez la réponse. N'envoyez ni détails de dossiers ni noms de victimes.
home-ask-placeholder = Avec vos mots, en français ou en anglais
home-ask-empty = Rien n'est encore parti : écrivez votre question dans la zone et appuyez sur Entrée, ou choisissez l'une des questions en dessous.
home-answer = Réponse
home-looking = Je cherche la réponse…
home-failed = Cela n'a pas marché, et rien n'a changé. Fermez cette fenêtre et réessayez dans une minute.
home-away = Je n'ai pas accès à mes notes pour le moment, vos recommandations ne s'affichent donc pas. Vous pouvez tout de même poser une question ; rouvrez cette page dans une minute.
home-validator = { $count ->
    [one] Un rapport vous attend
   *[other] { $count } rapports vous attendent
    }
home-owner = { $count ->
    [one] Votre recommandation
   *[other] Vos recommandations ({ $count })
    }
home-deputy = Vous suppléez d'autres personnes ({ $count })
home-contact = Vous êtes le contact ({ $count })
home-overdue = En retard ({ $count })
home-nothing = Rien ne vous est confié pour le moment. Dès que ce sera le cas, vous le verrez ici, et je vous écrirai avant l'échéance.
home-zone = Vos jours sont ceux de { $zone }.
home-no-date = sans échéance
home-due = { $when ->
    [today] **échéance aujourd'hui**
    [ahead] échéance le { DATETIME($due, dateStyle: "long") } ({ $days ->
        [1] demain
       *[other] dans { $days } jours
    })
    [passed] échéance : { DATETIME($due, dateStyle: "long") }
   *[past] **en retard** depuis le { DATETIME($due, dateStyle: "long") } ({ $days ->
        [one] { $days } jour
       *[other] { $days } jours
    })
    }
home-paused = sans rappels
home-snoozed = en sommeil jusqu'au { DATETIME($day, dateStyle: "long") }
home-page-back = Page précédente
home-page-on = Page suivante
home-organisers = Pour l'organisation
home-figure-done = **Terminées :** { $done } sur { $all }
home-figure-late = **En retard :** { $count }
home-figure-working = **En cours :** { $count }
home-figure-silent = **Pas commencées :** { $count }
home-figure-blocked = **Bloquées :** { $count }
home-figure-people = **Personnes :** { $count }{ $unmatched ->
    [0] { "" }
   *[other] , dont { $unmatched } introuvables dans Slack
    }
home-figure-unanswered = **Questions sans réponse :** { $count }
home-figure-parked = **Messages non partis :** { $count }
home-figure-sending = **Rappels :** { $why ->
    [no] ils partent
    [jump] arrêtés, l'horloge de la machine a fait un saut
    [restored] arrêtés, la base a été restaurée
   *[other] arrêtés par l'organisation
    }
home-figure-reload = **Connaissances :** { $entries ->
    [one] { $entries } entrée
   *[other] { $entries } entrées
    }, génération { $generation }{ $dated ->
    [yes] , dernier changement le { DATETIME($day, dateStyle: "long") }
   *[no] { "" }
    }
home-question = { DATETIME($day, dateStyle: "long") } : { $question }
home-questions = Questions qui attendent une réponse
home-job-reload = Recharger
home-job-undo = Annuler le changement
home-job-undo-sure = Les connaissances redeviennent ce qu'elles étaient avant le dernier changement ; les fichiers restent tels quels.
home-job-unanswered = Questions sans réponse
home-job-roster = Liste des personnes
home-job-simulate = 30 prochains jours
home-job-parked = Messages non partis
home-job-status = État des envois
home-job-pause = Arrêter les rappels
home-job-pause-sure = Plus personne ne reçoit de rappel tant que vous ne les reprenez pas.
home-job-resume = Reprendre les rappels
home-job-help = Toutes les commandes
home-jobs-typed = Ce qui demande un nom se tape : `/seminar-admin handover DE À`, `erase PERSONNE`, `parked release ID`. Pour charger une liste, envoyez-moi son fichier en message direct.
home-about = Le séminaire
home-day = **Quand :** { DATETIME($day, dateStyle: "long") }
home-days = **Quand :** du { DATETIME($day, dateStyle: "long") } au { DATETIME($until, dateStyle: "long") }
home-place = **Où :** { $place }
home-series = **Dans le cadre de :** { $series }
home-recommendations = **Ce qui en est sorti :** { $count ->
    [0] aucune recommandation que je connaisse
    [one] { $count } recommandation
   *[other] { $count } recommandations
    }
home-known = **Ce que je peux en dire :** la réponse à { $count ->
    [one] { $count } question
   *[other] { $count } questions
    }
home-language = { $chosen ->
    [yes] **Langue :** le français, comme vous l'avez choisi : je réponds en français, quelle que soit la langue de la question.
   *[no] **Langue :** le français ici, comme dans votre Slack. Posez vos questions en français ou en anglais : je réponds dans la langue de la question.
    }
home-always = Toujours en français
home-help = `/seminar help` dit ce que je sais faire d'autre, `/seminar privacy` ce que je garde de vous. Pour parler à quelqu'un : { $contact }.

drafts-held = En outre, { $count ->
        [one] un brouillon est valide et attend
       *[other] { $count } brouillons sont valides et attendent
    } un organisateur : entrées { $entries }, recommandations { $recommendations }, documents { $documents }, contrôles de brouillons { $checks }. Relisez-les, puis retirez `draft: true` de ceux dont vous répondez.

# Comment on demande ce que dit un nouveau séminaire ou un rapport importé : une tournure par ligne.
draft-ask-dates =
    Quand la rencontre a-t-elle eu lieu ?
    Quand a lieu la conférence ?
    Quelles sont les dates du séminaire ?
    quand s'est tenue la table ronde
    dates de la rencontre
    c'était quels jours
    quel jour cela a-t-il commencé et fini
    combien de jours cela a-t-il duré
    durée de la réunion
    c'est quand
    à quelle date
    quand exactement cela s'est-il passé
    quand cela s'est-il tenu
    quand la réunion a-t-elle eu lieu
    quand était la conférence
    c'était quel jour
draft-ask-place =
    Où la rencontre a-t-elle eu lieu ?
    Où s'est tenue la conférence ?
    Dans quelle ville s'est tenu le séminaire ?
    dans quel pays était-ce
    quelle ville a accueilli la réunion
    lieu de la rencontre
    où est la table ronde
    où s'est-on réuni
    quelle ville
    où cela s'est-il tenu
    où la réunion a-t-elle eu lieu
    où s'est tenue la réunion
    où se tenait la rencontre
    dans quelle ville était-ce
draft-ask-venue =
    Dans quel lieu précis se tient la rencontre ?
    Dans quel bâtiment la réunion s'est-elle tenue ?
    adresse du lieu
    dans quelle salle était-ce
    dans quel hôtel ou quelle salle se tient la conférence
    quelle est l'adresse du lieu de réunion
    nom du bâtiment
    où exactement s'est-on réuni, dans quelle salle
    dans quel bâtiment
    dans quel bâtiment était-ce
draft-ask-organiser =
    Qui a organisé la rencontre ?
    Qui est l'organisateur de la conférence ?
    Qui a organisé le séminaire ?
    qui organise
    organisateurs
    qui a convoqué la réunion
    quel organisme a tenu la table ronde
    qui a accueilli la rencontre
    qui était à l'origine de l'événement
    qui étaient les organisateurs
draft-ask-partners =
    Qui a soutenu la rencontre ?
    Quels sont les partenaires de la conférence ?
    Avec qui a-t-elle été organisée ?
    qui a financé le séminaire
    qui a payé la réunion
    soutien financier
    coorganisateurs et mécènes
    en partenariat avec qui
    bailleurs de l'événement
    quels étaient les partenaires
    avec qui les organisateurs ont-ils coopéré
    qui a apporté son soutien
    qui était le coorganisateur
    coorganisateur
draft-ask-participants =
    Combien de personnes ont participé ?
    Qui a participé à la rencontre ?
    Combien y avait-il de participants ?
    nombre de participants
    qui a assisté à la conférence
    participants
    combien de personnes sont venues
    de combien de pays venaient les participants
    combien étaient présents
draft-ask-speakers =
    Qui a pris la parole à la rencontre ?
    Qui sont les intervenants de la conférence ?
    liste des intervenants
    qui a fait un exposé
    qui a prononcé la conférence inaugurale
    intervenants et leurs fonctions
    qui est intervenu
    qui étaient les intervenants
    quels sont les intervenants
    noms des intervenants
draft-ask-chair =
    Qui a présidé la rencontre ?
    Qui était le président de séance ?
    qui a animé la discussion
    modérateur
    qui était le rapporteur
    qui a dirigé les débats
    qui présidait
draft-ask-opening =
    Qui a ouvert la rencontre ?
    Qui a prononcé l'allocution d'ouverture ?
    mots d'ouverture
    qui a accueilli les participants
    qui a parlé en premier
draft-ask-closing =
    Qui a clos la rencontre ?
    Qui a prononcé l'allocution de clôture ?
    mots de clôture
    comment la rencontre s'est-elle terminée
draft-ask-languages =
    Quelles langues ont été parlées ?
    Y a-t-il une interprétation ?
    langues de travail
    en quelles langues se tient la réunion
    interprètes
    peut-on y parler français ou anglais
    quelles étaient les langues de travail
    y avait-il une interprétation
    en quelles langues était-ce interprété
draft-ask-programme =
    Quel est le programme ?
    Qu'y avait-il à l'ordre du jour ?
    horaires
    ordre du jour de la conférence
    séances et horaires
    à quelle heure cela commence-t-il
    que se passe-t-il le premier jour
    que se passe-t-il le deuxième jour
    à quelle heure cela a-t-il commencé
    quand la journée commençait-elle
draft-ask-registration =
    Comment s'inscrire ?
    Jusqu'à quand peut-on s'inscrire ?
    date limite d'inscription
    où s'inscrire
    comment participer
    les inscriptions sont-elles ouvertes
draft-ask-fee =
    Combien coûte la participation ?
    Y a-t-il des frais d'inscription ?
    prix de la conférence
    est-ce gratuit
    frais
    frais de participation
    combien coûtait l'inscription
    que coûte la participation
    fallait-il payer
    l'entrée est-elle payante
    était-ce payant
    l'accès est-il libre
draft-ask-hotel =
    Dans quel hôtel logent les participants ?
    Où peut-on loger ?
    hébergement
    chambres d'hôtel
    qui réserve l'hôtel
draft-ask-travel =
    Comment s'y rendre ?
    Les frais de voyage sont-ils remboursés ?
    voyage
    de l'aéroport au lieu de réunion
    transports
draft-ask-theme =
    Sur quoi portait la rencontre ?
    Quel est le thème de la conférence ?
    Quel était le but du séminaire ?
    objet de la réunion
    objectifs
    de quoi a-t-on discuté
    sujet de la table ronde
    thème
draft-ask-adoption =
    Quand la déclaration a-t-elle été adoptée ?
    Quel document a été adopté ?
    date d'adoption
    qui a adopté la déclaration
    qu'a-t-on adopté à la fin
    par consensus ou par vote
draft-ask-next =
    Quand aura lieu la prochaine rencontre ?
    Où se tiendra la prochaine rencontre ?
    prochaine édition
    quand se revoit-on
    date de la réunion de suivi
    que se passera-t-il après cette rencontre
draft-ask-earlier =
    Quelles rencontres ont précédé celle-ci ?
    Quand et où a eu lieu la rencontre précédente ?
    où s'est tenue la première rencontre
    où a eu lieu la deuxième réunion
    quand était la dernière rencontre avant celle-ci
    rencontres précédentes
    éditions passées
draft-ask-publication =
    Quand le rapport sera-t-il publié ?
    Où les actes sont-ils publiés ?
    quand paraîtront les actes
    comptes rendus et présentations
    y a-t-il un rapport écrit
draft-ask-review =
    Comment le suivi est-il organisé ?
    Qui surveille la mise en œuvre ?
    qui suit les engagements
    quand fait-on le point des progrès
    suivi
    qui rend compte des progrès
    à quel rythme fait-on le point
    tous les combien se réunit-on
draft-ask-contact =
    Qui peut-on contacter ?
    Qui répond aux questions ?
    adresse de contact
    courriel des organisateurs
    numéro de téléphone du secrétariat
    comment joindre les organisateurs
    adresse électronique
    quelle est l'adresse électronique
    à qui peut-on écrire
    numéro de téléphone
    à quelle adresse écrire
    où écrire pour en savoir plus
draft-ask-website =
    Y a-t-il un site internet ?
    Où peut-on en lire davantage ?
    lien vers les documents
    page web de la rencontre
    où trouver les documents
    documents en ligne
draft-ask-recommendations =
    Quelles sont les recommandations ?
    Quels engagements ont été pris ?
    Qu'a-t-on recommandé ?
    liste des recommandations
    qu'a-t-on décidé
    combien y a-t-il de recommandations
    combien y a-t-il d'engagements
    sur quoi les participants se sont-ils mis d'accord
    conclusions et recommandations
    résultat de la rencontre
draft-ask-summary =
    Résume-moi la rencontre.
    Quel est ce document ?
    en bref
    que faut-il savoir de la rencontre
draft-ask-number =
    Combien de { $noun } ?
    nombre de { $noun }
    combien y avait-il de { $noun }
    { $noun } : combien
draft-ask-organisation =
    Que dit-on de { $name } ?
    rôle de { $name }
    est-ce que { $name } était là
    est-ce que { $name } a participé
    { $name }
draft-ask-person =
    Qui est { $name } ?
    { $name }
    quelle est la fonction de { $name }
    de quoi a parlé { $name }
    est-ce que { $name } a pris la parole
draft-ask-role =
    Comment s'appelle { $role } ?
    { $role }
    nom : { $role }
    qui était { $role }
draft-ask-section =
    Que dit le texte sur : { $heading } ?
    { $heading }
    parle-moi de { $heading }
draft-ask-session =
    Quand a lieu { $heading } ?
    { $heading }
    à quelle heure a lieu { $heading }
    à quelle heure commence { $heading }
    qui intervient dans { $heading }
draft-ask-addressee =
    Que demande-t-on à { $name } ?
    Que doit faire { $name } ?
    recommandations adressées à { $name }
    engagements de { $name }
    à quoi s'est engagé { $name }
    Que doivent faire { $name } ?
    à quoi sont invités { $name }
draft-ask-point =
    Quelle est { $noun } { $number } ?
    { $noun } { $number }
    { $noun } n° { $number }
    à qui s'adresse { $noun } { $number }
    quelle est l'échéance de { $noun } { $number }
    qui met en œuvre { $noun } { $number }
draft-kind-meeting = la réunion
draft-kind-round-table = la table ronde
draft-kind-conference = la conférence
draft-kind-seminar = le séminaire
draft-kind-workshop = l'atelier
draft-kind-forum = le forum
draft-kind-summit = le sommet
draft-kind-consultation = la consultation
draft-kind-study-day = la journée d'étude
draft-kind-webinar = le webinaire
draft-of-dates =
    quand a eu lieu { $kind }
    quand a lieu { $kind }
    combien de jours dure { $kind }
draft-of-place =
    où a eu lieu { $kind }
    où se tient { $kind }
    dans quelle ville se tient { $kind }
draft-of-venue =
    dans quel bâtiment se tient { $kind }
draft-of-organiser =
    qui a organisé { $kind }
    qui organise { $kind }
draft-of-partners =
    qui a soutenu { $kind }
    qui a financé { $kind }
draft-of-participants =
    combien de personnes ont assisté : { $kind }
    combien de participants a réuni { $kind }
draft-of-theme =
    sur quoi portait { $kind }
    quel but avait { $kind }
draft-of-chair =
    qui a présidé { $kind }
draft-of-opening =
    qui a ouvert { $kind }
draft-of-next =
    quand aura lieu la fois suivante : { $kind }
    où aura lieu la fois suivante : { $kind }
draft-ask-action =
    qui doit { $action }
    à qui demande-t-on de { $action }
    échéance pour { $action }
    avant quelle date : { $action }
draft-title-dates = Dates
draft-title-place = Lieu
draft-title-contact = Contact

# `new` : les questions, les commentaires des fichiers, et la suite.
new-ask-title = Titre ({ $language })
new-ask-place = Ville, et pays entre parenthèses ({ $language })
new-ask-contact = Qui le bot nomme quand il ne peut pas aider : une personne, une fonction, un canal ({ $language })
new-ask-start = Premier jour (2027-03-14)
new-ask-end = Dernier jour
new-ask-country = Pays (RO, ou son nom)
new-ask-timezone = Fuseau horaire
new-bad-id = « { $found } » ne peut pas être un identifiant ; employez minuscules, chiffres et traits d'union simples, au plus 80 : zagreb-2027
new-bad-text = { $field } est vide ou dépasse 500 caractères ; écrivez-le pour chaque langue : --{ $field } "fr: ..." --{ $field } "en: ..."
new-bad-day = { $field } : « { $found } » n'est pas un jour ; écrivez-le comme 2027-03-14
new-bad-days = Le dernier jour, { $found }, précède le premier, { $accepted } ; vérifiez --start et --end
new-bad-country = « { $found } » n'est pas un pays que je connais ; écrivez son code, comme RO
new-bad-timezone = « { $found } » n'est pas un fuseau que je connais ; ce doit être l'un de ceux-ci : { $accepted }
new-bad-language = « { $found } » n'est pas une langue que je parle ; acceptées : { $accepted }
new-missing = Il n'y a personne à qui demander, et il manque : { $flags }. Ajoutez-le à la commande.
new-there = { $folder } existe déjà et n'est pas vide ; rien n'a été écrit. Choisissez un autre identifiant, ou retirez le dossier.
new-not-written = { $folder } n'a pas pu être écrit ({ $reason }) ; il n'en reste rien. Choisissez un autre endroit avec --content.
new-announcement = Annonce : { $title }
new-answer-dates = **{ $title }** : { $days }, { $place }.
new-answer-place = **{ $title }** : { $place }.
new-answer-contact = Pour toute question sur { $title } : { $contact }.
new-phrasings-dates =
    quand s'est tenue la rencontre à { $city }
    quand a lieu le séminaire de { $city } en { $year }
new-phrasings-place =
    où s'est tenue la rencontre à { $city }
    où a lieu le séminaire de { $city } en { $year }
new-phrasings-contact =
    contact de la rencontre à { $city }
    qui contacter pour le séminaire de { $city } en { $year }
new-check-dates = quand se tient la rencontre à { $city } ?
new-check-place = où se tient la rencontre de { $year } à { $city } ?
new-check-contact = qui puis-je contacter pour le séminaire à { $city } ?
new-example-title = Former ceux qui accueillent des victimes
new-example-text = Que tous ceux qui accueillent des victimes soient formés avant la fin de l'année.
new-example-addressees = les autorités nationales
new-about-id =
    Un séminaire : ce que c'est, quand, où, et à qui s'adresser. Toute ligne qui commence par # est pour vous ; le bot ne la lit pas.
    L'identifiant est celui du dossier ; suivis et avis s'y réfèrent : ne le changez plus.
new-about-title =
    Comment s'appelle la rencontre, dans chaque langue.
new-about-days =
    Premier et dernier jour.
new-about-place =
    La ville, avec le pays ; le code ISO du pays ; et le fuseau dans lequel les heures s'entendent.
new-about-languages =
    Ce que parle le bot quand une question ne le dit pas : d'abord la langue par défaut.
new-about-contact =
    Qui le bot nomme quand il ne peut pas aider. Exigé dans chaque langue.
new-about-prompts =
    Proposées à qui ouvre la conversation, au plus quatre.
new-about-sources =
    D'où viennent les réponses, par nom, pour que les entrées disent `source: announcement`. Ajoutez publisher, url et date.
new-about-more =
    D'autres champs sont possibles : series (un nom par langue), previous et next (les rencontres d'avant et d'après),
    `default: true` (là où il y a plusieurs séminaires, celui dont il s'agit quand une question n'en nomme aucun).
new-about-entries =
    Ce que l'on demande, et ce que le bot répond. Ajoutez une entrée pour tout ce que l'on vous demande : lieu, programme, hôtel, frais.
    phrasings : comment on le demande vraiment, plusieurs tournures par langue, jamais les mêmes dans deux entrées. answer : du Markdown, une à quatre phrases.
new-about-recommendations =
    Ce que le séminaire demande, et à qui ; tant qu'il n'y a rien, la liste est vide. Un exemple, à décommenter et à récrire :
new-about-checks =
    Des questions qui doivent trouver une entrée, en des mots qu'aucune tournure n'emploie ; `python run_bot.py check` les pose toutes.
new-next =
    Écrit dans { $folder } : { $files }.
    Et maintenant :
    1. Ouvrez { $folder }/seminar.yaml et entries/essentials.yaml ; un éditeur qui connaît YAML complète à mesure que vous écrivez.
    2. python run_bot.py check { $option }
    3. python run_bot.py ask "{ $question }" { $option }
    4. Un compte rendu sous la main ? python run_bot.py import FICHIER --out DOSSIER en tire des brouillons à reprendre.

# Brouillons tirés de rapports : titres, réponses, commentaires, compte rendu.
draft-title-summary = Résumé
draft-title-venue = Lieu précis
draft-title-organiser = Organisateur
draft-title-partners = Partenaires et soutiens
draft-title-participants = Participants
draft-title-theme = But et thème
draft-title-speakers = Intervenants
draft-title-chair = Présidence
draft-title-opening = Ouverture
draft-title-closing = Clôture
draft-title-adoption = Adoption
draft-title-programme = Programme
draft-title-languages = Langues
draft-title-registration = Inscription
draft-title-fee = Frais
draft-title-hotel = Hôtel
draft-title-travel = Voyage
draft-title-next = Prochaine rencontre
draft-title-earlier = Rencontres précédentes
draft-title-publication = Publication
draft-title-review = Suivi
draft-title-website = Site
draft-title-recommendations = Recommandations et engagements
draft-title-person = Personne
draft-title-organisation = Organisation
draft-title-number = Nombre
draft-title-session = Séance
draft-title-section = Partie
draft-title-faq = Question
draft-noun-recommendation = recommandation
draft-noun-commitment = engagement
draft-noun-decision = décision
draft-told = { $what } ({ $meeting }) : { $value }.
draft-quoted = Le texte dit : « { $text } »
draft-quoted-elsewhere = Le texte dit (dans sa propre langue) : « { $text } »
draft-not-stated = Le texte sur la rencontre ({ $meeting }) ne le dit pas : { $what }.
draft-overview-recommendation = { $meeting } : **{ $count } { $count ->
        [one] recommandation
       *[other] recommandations
    }**.
draft-overview-commitment = { $meeting } : **{ $count } { $count ->
        [one] engagement
       *[other] engagements
    }**.
draft-overview-decision = { $meeting } : **{ $count } { $count ->
        [one] décision
       *[other] décisions
    }**.
draft-addressee = Destinataire : { $name }.
draft-deadline = Échéance : **{ $day }**.
draft-deadline-words = Échéance : **{ $text }**.
draft-contact = les organisateurs de la rencontre
draft-unknown = non trouvé
draft-place-page = { $file }, page { $number }
draft-place-row = { $file }, rangée { $number }
draft-place-line = { $file }, ligne { $number }
draft-fill-in =
    NON TROUVÉ avec certitude dans le texte : vérifiez, et complétez.
draft-about-seminar =
    Un brouillon, tiré d'un texte par une machine : rien de ce dossier n'est servi tant que `draft: true` se trouve ici.
    Relisez tout, corrigez, puis retirez la marque ici et de chaque entrée, recommandation et document dont vous répondez.
draft-about-title =
    Comme le texte s'intitule. Ajoutez l'autre langue.
draft-about-days =
    Premier et dernier jour.
draft-about-place =
    La ville. Ajoutez le pays, et l'autre langue.
draft-about-country =
    Code ISO.
draft-about-zone =
    Le fuseau dans lequel les heures s'entendent.
draft-about-contact =
    Qui le bot nomme quand il ne peut pas aider. Vous seul le savez.
draft-about-entries =
    Des brouillons. Au-dessus de chaque entrée se trouve le passage sur lequel elle repose. Corrigez la réponse, ôtez les tournures
    qui ne conviennent pas, ajoutez celles des gens, puis retirez sa marque ; ôtez l'entrée si elle ne sert à rien.
draft-about-recommendations =
    Des brouillons. Standing et destinataires doivent être ceux du texte ; follow_up dit qui sera relancé, et quand.
draft-report-title = Ce qui a été compris de { $files }
draft-report-counts = { $facts } faits et { $points } points dans { $blocks } passages ; dans { $unread } passages, rien n'a été reconnu.
draft-report-understood = Compris
draft-report-unread = Non compris
draft-report-more = et { $count } de plus
draft-report-missing = Ce qu'un lecteur demanderait, et que le texte ne dit pas
draft-report-next = Et maintenant
draft-report-steps =
    1. Relisez chaque fichier ; au-dessus de chaque entrée se trouve le passage sur lequel elle repose.
    2. Corrigez, complétez ce qui n'a pas été trouvé, et retirez la marque `draft: true` de ce dont vous répondez.
    3. `python run_bot.py check --content` suivi du dossier dit ce qui ne va pas encore, et combien de brouillons attendent.

# `import` : ce qui est dit à la fin, et pourquoi un fichier n'est pas pris.
import-done = Écrit dans { $folder } : { $entries } entrées et { $recommendations } recommandations, toutes des brouillons que personne ne voit. Relisez-les, puis : python run_bot.py check { $option }
import-there = { $folder } existe déjà et n'est pas vide ; rien n'a été écrit. Nommez un autre dossier avec --out.
import-refused = { $place } : { $what } Rien n'a été écrit.
import-missing = il n'y a pas de tel fichier ; vérifiez le nom.
import-unreadable = il n'a pas pu être lu ({ $found }) ; vérifiez que c'est un fichier et qu'on peut le lire.
import-too-large = il a { $found } octets ; on en lit au plus { $accepted }. Enregistrez à part les chapitres qui comptent.
import-too-large-unpacked = déballé, il aurait { $found } octets ou caractères ; on en lit au plus { $accepted }. Enregistrez-le sans images, ou en parties.
import-too-many-pages = il a { $found } pages ; on en lit au plus { $accepted }. Enregistrez-le en parties.
import-too-many-rows = il a plus de { $accepted } rangées ; enregistrez-le en parties.
import-unknown-form = les fichiers qui finissent par « { $found } » ne peuvent pas être lus ; enregistrez-le sous l'une de ces formes : { $accepted }
import-old-form = les fichiers qui finissent par « { $found } » ne peuvent pas être lus ; ouvrez-le et enregistrez-le en { $accepted }.
import-encrypted = il est protégé par un mot de passe ; enregistrez-le sans mot de passe.
import-no-text = il ne contient aucun texte, comme une page numérisée ; passez-le d'abord à la reconnaissance de texte (OCR), et enregistrez le résultat.
import-broken = il est abîmé, ou n'est pas ce que dit son nom ({ $found }) ; ouvrez-le dans le programme dont il vient, et enregistrez-le de nouveau.
import-entities = il déclare des entités ({ $found }), dont aucun fichier de ce genre n'a besoin et par lesquelles un petit fichier peut grandir sans fin ; enregistrez-le de nouveau avec un programme de bureau.
import-unknown-columns = aucune de ses colonnes n'est connue pour contenir le texte d'une recommandation (trouvées : { $found }) ; nommez-en une ainsi : { $accepted }
import-bad-cell = « { $found } » ne peut pas être pris ; accepté : { $accepted }
