// Every word of the page, in both languages. The two objects are plain JSON, so that a test can compare their keys.

const EN = {
  "skip": "Skip to the message box",
  "workspace": "local workspace",
  "language": "Language of this page",
  "you": "You are",
  "as_organiser": "{name}, organiser, {language}",
  "as_participant": "{name}, participant, {language}",
  "language_fr": "French",
  "language_en": "English",
  "organiser": "organiser",
  "bot": "bot",
  "conversations": "Conversations",
  "channels": "Channels",
  "direct": "Direct messages",
  "messages": "Messages",
  "tabs": "Tabs of the bot",
  "tab_home": "Home",
  "tab_messages": "Messages",
  "about_home": "What concerns you, in one place. Only you see it.",
  "home_empty": "The bot has not shown anything here yet.",
  "home_failed": "That did not work: the bot did not answer. Nothing was lost; please try again.",
  "unread": "new messages",
  "promise": "A local workspace: nothing leaves this machine.",
  "about_channel": "Everybody is here. Suivi answers when it is mentioned.",
  "about_direct": "Just you and the bot. Ask in French or in English.",
  "invite_channel": "Mention Suivi to ask it something, for example:",
  "invite_direct": "Ask what you want to know about the seminar, for example:",
  "example_1": "When did the Bucharest seminar take place?",
  "example_2": "Who organised it?",
  "example_3": "What are the recommendations?",
  "write_channel": "Write to #{name}",
  "write_direct": "Write to Suivi",
  "write_reply": "Reply in this thread",
  "keys": "Enter sends, Shift+Enter starts a new line, / lists the commands",
  "send": "Send",
  "ask_suivi": "Ask Suivi",
  "ask_suivi_hint": "Without a mention, only the people here read it.",
  "commands": "Commands",
  "commands_count": "{count} commands; arrows choose, Tab completes",
  "reply": "Reply in thread",
  "edit": "Edit",
  "save": "Save",
  "cancel": "Cancel",
  "edited": "(edited)",
  "private": "Only visible to you",
  "save_file": "Save {name}",
  "picture_in_words": "The picture in words",
  "unknown_block": "The page cannot show this part yet ({type}).",
  "opens_new_tab": "opens in a new tab",
  "choose": "OK",
  "choose_day": "Choose a day",
  "more_actions": "More actions",
  "form_optional": "(optional)",
  "form_required": "Please fill this in.",
  "form_failed": "That did not work: the bot did not take the form. What you wrote is still here; please send it again.",
  "lost": "I lost the connection to the bot; is `make run` still running? Trying again...",
  "back": "Connected again.",
  "restarted": "Connected again. The bot was restarted, so the conversations begin anew.",
  "error_msg_too_long": "This is too long: a message holds {limit} characters, yours has {length}. It was not sent and is still in the box.",
  "error_too_large": "This is too long: a message holds {limit} characters, yours has {length}. It was not sent and is still in the box.",
  "error_no_text": "There is nothing to send yet.",
  "error_unreachable": "I could not reach the bot, so nothing was sent. Is `make run` still running? Your text is still in the box.",
  "error_token_refused": "This page is from an earlier run. Reload it; copy your text first.",
  "error_cant_update_message": "Only your own messages can be edited.",
  "error_message_not_found": "That message is gone.",
  "error_no_such_button": "That button is gone; the message has changed since.",
  "error_other": "That did not work ({code}). Nothing was lost; please try again.",
  "notice_command_used": "You used {typed}",
  "notice_unknown_command": "{command} is no command here. These are: {known}. To send it as a message, put a space before it.",
  "notice_command_in_thread": "{command} does not work in a thread, as in Slack. Type it in the box below.",
  "notice_command_failed": "{command} did not work: {failure}. It may still be at work; look again in a moment before you repeat it.",
  "notice_press_failed": "That button did not work: {failure}. If nothing changes in a moment, press it again.",
  "notice_event_failed": "The bot did not take this message: {failure}. If no answer comes, send it again.",
  "failure_http_timeout": "the bot did not answer within 3 seconds",
  "failure_http_error": "the bot answered with an error ({status})",
  "failure_connection_failed": "the bot could not be reached",
  "failure_invalid_answer": "the bot answered with something that Slack would refuse"
};

const FR = {
  "skip": "Aller à la zone de saisie",
  "workspace": "espace local",
  "language": "Langue de cette page",
  "you": "Vous êtes",
  "as_organiser": "{name}, organise, en {language}",
  "as_participant": "{name}, côté participants, en {language}",
  "language_fr": "français",
  "language_en": "anglais",
  "organiser": "organisation",
  "bot": "robot",
  "conversations": "Conversations",
  "channels": "Canaux",
  "direct": "Messages directs",
  "messages": "Messages",
  "tabs": "Onglets du robot",
  "tab_home": "Accueil",
  "tab_messages": "Messages",
  "about_home": "Ce qui vous concerne, au même endroit. Vous seul·e le voyez.",
  "home_empty": "Le robot n’a encore rien montré ici.",
  "home_failed": "Cela n’a pas marché : le robot n’a pas répondu. Rien n’est perdu ; veuillez réessayer.",
  "unread": "nouveaux messages",
  "promise": "Un espace de travail local : rien ne quitte cette machine.",
  "about_channel": "Tout le monde est ici. Suivi répond quand on le mentionne.",
  "about_direct": "Vous et le robot, personne d’autre. Posez vos questions en français ou en anglais.",
  "invite_channel": "Mentionnez Suivi pour lui poser une question, par exemple :",
  "invite_direct": "Demandez ce que vous voulez savoir du séminaire, par exemple :",
  "example_1": "Quand le séminaire de Bucarest a-t-il eu lieu ?",
  "example_2": "Qui l’a organisé ?",
  "example_3": "Quelles sont les recommandations ?",
  "write_channel": "Écrire dans #{name}",
  "write_direct": "Écrire à Suivi",
  "write_reply": "Répondre dans ce fil",
  "keys": "Entrée envoie, Maj+Entrée va à la ligne, / montre les commandes",
  "send": "Envoyer",
  "ask_suivi": "Demander à Suivi",
  "ask_suivi_hint": "Sans mention, seules les personnes présentes le lisent.",
  "commands": "Commandes",
  "commands_count": "{count} commandes ; les flèches choisissent, Tab complète",
  "reply": "Répondre dans le fil",
  "edit": "Modifier",
  "save": "Enregistrer",
  "cancel": "Annuler",
  "edited": "(modifié)",
  "private": "Visible par vous seulement",
  "save_file": "Enregistrer {name}",
  "picture_in_words": "L'image en mots",
  "unknown_block": "La page ne sait pas encore montrer cette partie ({type}).",
  "opens_new_tab": "s’ouvre dans un nouvel onglet",
  "choose": "OK",
  "choose_day": "Choisir un jour",
  "more_actions": "Autres actions",
  "form_optional": "(facultatif)",
  "form_required": "Veuillez remplir ce champ.",
  "form_failed": "Cela n’a pas marché : le robot n’a pas pris le formulaire. Ce que vous avez écrit est encore là ; envoyez-le de nouveau.",
  "lost": "La connexion avec le robot est perdue ; `make run` tourne-t-il encore ? Nouvel essai...",
  "back": "La connexion est rétablie.",
  "restarted": "La connexion est rétablie. Le robot a redémarré : les conversations repartent de zéro.",
  "error_msg_too_long": "C’est trop long : un message contient {limit} caractères au plus, le vôtre en a {length}. Il n’est pas parti et reste dans la zone de saisie.",
  "error_too_large": "C’est trop long : un message contient {limit} caractères au plus, le vôtre en a {length}. Il n’est pas parti et reste dans la zone de saisie.",
  "error_no_text": "Il n’y a encore rien à envoyer.",
  "error_unreachable": "Le robot est injoignable, rien n’est parti. `make run` tourne-t-il encore ? Votre texte reste dans la zone de saisie.",
  "error_token_refused": "Cette page date d’un démarrage précédent. Rechargez-la, après avoir copié votre texte.",
  "error_cant_update_message": "On ne peut modifier que ses propres messages.",
  "error_message_not_found": "Ce message n’existe plus.",
  "error_no_such_button": "Ce bouton n’existe plus ; le message a changé entre-temps.",
  "error_other": "Cela n’a pas marché ({code}). Rien n’est perdu ; veuillez réessayer.",
  "notice_command_used": "Vous avez utilisé {typed}",
  "notice_unknown_command": "{command} n’est pas une commande ici. Voici celles qui existent : {known}. Pour l’envoyer comme message, mettez une espace devant.",
  "notice_command_in_thread": "{command} ne marche pas dans un fil, comme dans Slack. Tapez-la dans la zone du bas.",
  "notice_command_failed": "{command} n’a pas marché : {failure}. Elle est peut-être encore en cours ; attendez un instant avant de la répéter.",
  "notice_press_failed": "Ce bouton n’a pas marché : {failure}. Si rien ne change dans un instant, appuyez de nouveau.",
  "notice_event_failed": "Le robot n’a pas pris ce message : {failure}. Si aucune réponse ne vient, envoyez-le de nouveau.",
  "failure_http_timeout": "le robot n’a pas répondu en 3 secondes",
  "failure_http_error": "le robot a répondu par une erreur ({status})",
  "failure_connection_failed": "le robot est injoignable",
  "failure_invalid_answer": "le robot a répondu quelque chose que Slack refuserait"
};

const LANGUAGES = { en: EN, fr: FR };
const REMEMBERED = "suivi.language";

let current = LANGUAGES[localStorage.getItem(REMEMBERED)] ? localStorage.getItem(REMEMBERED) : preferred();

function preferred() {
  return navigator.language.toLowerCase().startsWith("fr") ? "fr" : "en";
}

export function language() {
  return current;
}

export function setLanguage(wanted) {
  current = wanted;
  localStorage.setItem(REMEMBERED, wanted);
}

/** Return the words for a key, with {names} replaced by values. Text only: it is never read as mark-up. */
export function t(key, values = {}) {
  const words = LANGUAGES[current][key] ?? key;
  return words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

export function has(key) {
  return key in LANGUAGES[current];
}

/** Put the words into everything in the page that asks for them. */
export function translate(root = document) {
  document.documentElement.lang = current;
  for (const node of root.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of root.querySelectorAll("[data-t-label]")) node.setAttribute("aria-label", t(node.dataset.tLabel));
}
