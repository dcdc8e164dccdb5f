"""What alarms the safety gate in French: words as `SPELLINGS` leave them, in the notation of `families.py`."""

from bot.families import Vocabulary
from knowledge.model import Danger

FRENCH = Vocabulary(
    words="""
        title: mme mr m madame monsieur mlle
        boss: patron(ne) employeur chef oncle tante copain petit_ami mari ex beau_frere beau_pere voisin(s) dame mac passeur cousin
        hours: 12h 13h 14h 15h 16h 17h 18h 19h 20h 12_heures 13_heures 14_heures 15_heures 16_heures 17_heures 18_heures 20_heures
        still: que je suis peut etre toujours encore une un la aussi ancien(ne) comme ici vraiment deja souvent
        my: mon ma mes son sa ses leur(s) notre nos le la les un une des ce cet cette ces
        close: fille(s) fillette(s) garcon(s) femme(s) epouse enfant(s) gosse(s) mineur(e)(s) gamin(e)(s) dame(s) jeune(s) ado(s)
        close: <close> adolescent(e)(s) homme(s) personne(s) bebe(s) voisin(e)(s) ami(e)(s) copine(s) copain(s) soeur(s) frere(s)
        close: <close> fils cousin(e)(s) niece neveu mere pere tante oncle collegue(s) camarade(s) employee bonne nounou quelqu_un
        abuser: <close> patron(ne)(s) employeur(s) employeuse mari conjoint compagnon petit_ami ex mac proxenete(s) trafiquant(s)
        abuser: <abuser> passeur(s) proprietaire proprio famille belle_famille beau_pere belle_mere parents chef mec(s) type(s) gars
        abuser: <abuser> madame monsieur reseau client(s) gens
        they: il elle ils elles on quelqu_un <my>(_~)_<abuser>
        own: mon ma mes
        this: ce cet cette ces
        near: collegue(s) ami(e)(s) copine(s) copain(s) voisin(e)(s) connaissance participant(e)(s)
        mine: <own>(_~)_<close> <this>(_~)_<close> un(e)_<near> un(e)_jeune une_petite
        us: me nous
        them: la le les lui leur
        has: a as ont avait avaient ait
        die: mourir crever en_finir disparaitre me_tuer me_suicider me_pendre me_noyer me_flinguer me_jeter me_foutre_en_le_air
        die: <die> me_ouvrir_les_veines me_faire_mal me_faire_du_mal
        hit: tuer frapper battre taper tabasser cogner violer etrangler agresser torturer massacrer bruler buter egorger poignarder
        hit: <hit> faire_mal faire_du_mal faire_la_peau crever
        hits: frappe(nt) bat(tent) tape(nt) cogne(nt) gifle tabasse(nt) etrangle viole(nt) agresse(nt) torture(nt) brule tue(nt)
        hits: <hits> tuera tuerait tueront tueraient
        beaten: frappe(e)(s) battu(e)(s) tape(e) cogne(e) gifle(e) tabasse(e)(s) etrangle(e) viole(e)(s) agresse(e)(s) torture(e)(s)
        beaten: <beaten> brule(e)(s) poignarde(e) maltraite(e)(s)
        abuses: exploite(nt) enferme(nt) sequestre(nt) retient retiennent menace(nt) prostitue(nt) maltraite(nt) surveille(nt)
        abuses: <abuses> drogue(nt) harcele(nt) vend(ent) insulte(nt) humilie(nt)
        held: exploite(e)(s) enferme(e)(s) sequestre(e)(s) menace(e)(s) prostitue(e)(s) drogue(e)(s) kidnappe(e)(s) enleve(e)(s)
        held: <held> esclave(s) prisonnier(s) prisonniere(s) captif captive(s) vendu(e)(s) achete(e)(s) retenu(e)(s)_de_force
        held: <held> retenu(e)(s)_contre retenu(e)(s)_ici retenu(e)(s)_prisonniere retenu(e)(s)_en retenu(e)(s)_dans reduite_en_esclavage
        tasks: travailler coucher mendier voler vendre tapiner epouser avorter danser transporter donner obeir boire la_manche
        tasks: <tasks> le_trottoir des_passes me_prostituer nous_prostituer se_prostituer me_vendre me_marier se_marier prostituer
        tasks: <tasks> avoir_des_rapports avoir_des_relations faire_des_choses tout_faire dormir_avec
        office: inscri* reinscri* changer remplir utiliser cliquer attendre connecter reconnecter lire relire ecrire rediger venir
        office: <office> assister participer repondre choisir creer saisir telecharger installer parler presenter envoyer valider
        office: <office> notes mettre constater admettre voyager passer refaire rapport note mot
        papers: passeport(s) papiers documents carte_de_identite cartes_de_identite carte_de_sejour titre_de_sejour piece_de_identite
        desk: accueil reception hotel ambassade consulat guichet aeroport vestiaire visa seminaire prefecture inscription
        nuisance: erreur(s) bug(s) probleme panne chomage succes connexion inscription retard(s) spam virus piratage malentendu
        nuisance: <nuisance> grippe rhume arnaque
        go: partir sortir rentrer m_enfuir me_enfuir me_echapper fuir
        do: telephoner appeler parler voir dormir manger aller respirer
        gang: reseau prostitution enfer trottoir emprise maison gang milieu esclavage exploitation mac proxenete maquereau patron(ne)
        gang: <gang> mari famille bordel
        pimp: proxenete(s) mac maquereau trafiquant(s) exploiteur(s) passeur(s)
        kin: famille enfant(s) parents fils fille(s) mere pere soeur(s) frere(s) proches
        seen: connais soupconne suspecte ai_vu ai_rencontre ai_croise ai_recu ai_trouve avons_vu avons_rencontre avons_recu il_y_a
        seen: <seen> heberge accompagne assiste suis_avec ai_devant_moi est_avec ma_voisine_a mes_voisins_ont mon_voisin_a a_vu
        seen: <seen> me_inquiete_pour ai_peur_pour parle_a ai_parle_a
        think: je_pense_que je_crois_que je_suis_sur(e)_que je_soupconne_que je_sais_que je_crains_que on_me_a_dit_que me_a_dit_que
        think: <think> me_a_raconte_que me_a_dit_on je_ai_appris_que
        some: un une des deux trois quatre plusieurs cette ce cet ces la le ma mon mes
        forced: force(e)(s)_a force(e)(s)_de oblige(e)(s)_a oblige(e)(s)_de contraint(e)(s)_a forcent_a obligent_a
        state: <held> <beaten> <forced> mendie(nt) mendier se_prostitue(nt) se_prostituer est_victime sont_victimes serait_victime
        state: <state> fait_exploiter font_exploiter fait_frapper fait_battre fait_prostituer fait_violer fait_vendre fait_maltraiter
        state: <state> travaille(nt)_de_force travaille(nt)_sans jour_et_nuit sort(ent)_jamais sort(ent)_pas jamais_sortir jamais_le_droit
        state: <state> voit_des_hommes recoit_des_hommes a_fui ont_fui se_est_enfuie se_est_enfui se_est_echappe(e) en_danger
        state: <state> demande_de_le_aide demande_de_aide appelle_a_le_aide besoin_de_aide supplie* peur_de_son peur_de_rentrer
        state: <state> les_force(nt) la_force(nt) le_force(nt) confisque(s)_son garde_son pris_son pris_ses confisque_ses confisque_leurs
        state: <state> peut_pas_sortir peut_pas_partir peut_pas_quitter peuvent_pas_sortir peuvent_pas_partir peuvent_pas_quitter
        state: <state> retire_son vole_son pas_le_droit laisse(nt)_pas laisse(nt)_plus exploite_la exploite_le
        told: <held> <forced> est_retenu(e) sont_retenu(e)s est_battu(e) sont_battu(e)s est_victime se_prostitue se_prostituer
        told: <told> fait_exploiter fait_frapper fait_battre fait_violer fait_prostituer fait_maltraiter travaille_sans travaillent_sans
        told: <told> a_demande_de_le_aide a_demande_de_aide a_fui a_disparu ont_disparu partie_avec_un disparu_avec disparue_avec
        case: cas victime(s) situation(s) trafic reseau(x) personne(s) quelqu_un traite exploitation trafiquant(s) proxenete(s)
        case: <case> violences prostitution patron(s) employeur(s) mineur(e)(s) crime(s) abus enfant(s) femme(s) fille(s) proxenetisme
        who: victime(s) mineur(e) temoin(s) plaignant(e)(s) auteur(s) trafiquant(s) proxenete(s) prevenu(e)(s) accuse(e)(s) suspect(e)(s)
        who: <who> recruteur survivant(e)(s) gamine homme fille(s) fillette garcon femme jeune_femme jeune_fille jeune_homme
        who: <who> enfant(s) client(e) patient(e) protegee beneficiaire
        number: numero(s) telephone tel mail email adresse passeport cni identite plaque immatriculation date_de_naissance
        number: <number> coordonnees portable compte
        paper: photo(s) copie scan numero telephone mail email adresse coordonnees identite passeport carte dossier fiche pv audition
        paper: <paper> declaration temoignage nom(s) certificat
    """,
    families={
        Danger.IMMEDIATE: """
            # Self-harm, one's own or announced by another
            plus/pas/aucune [la] force ..4 fini/termine/la_fin/adieu
            ce_soir/cette_nuit/demain/bientot ..2 tout_est_fini/je_pars_pour_toujours/je_serai_plus/serai_morte/serai_mort/en_finis
            envie/idee/pense(r) [de/a] me jeter/pendre/noyer/ouvrir/foutre/balancer !a/dans_la_piscine
            de/a/veux/vais me jeter/balancer sous/du/par/dans_le_vide/devant_le/de_un
            tout_le_monde ..3 mieux sans moi
            achete/prepare/cherche ..1 une/la/de_la corde !a_linge/de
            ce_soir/cette_nuit ce_est fini $
            # Fire, walls, weapons, no air
            <us>/lui <has> ..1 arrache/coupe/brise/ecrase/creve ..1 ongles/dents/cheveux/doigt(s)/main/bras/oeil/yeux/oreille
            veut/veulent/va/vont/vouloir me/nous/la vendre/revendre/ceder/livrer
            entends ..4 hurler/crier/pleurer/supplier/appeler/frapper ..6 appartement/dessus/dessous/mur/cote/voisin(e)(s)/chambre/etage
            entends/entend les/des/ses/une cris/coups/hurlements !de_joie
            je/on suis/est en_train_de mourir/crever !de_rire/de_faim/de_chaud/de_froid/de_ennui/de_soif
            me/nous/la massacre(r)/massacrera/detruit/demolit/demolir/tabassera/etripe
            mourir/crever/meurs ..2 aidez/aide/secours/pitie
            va/vont/vais/allait/allaient/veut/veulent/menace(nt)_de/promis_de ..1 bruler/incendier/cramer/faire_sauter la/notre/ma/nos maison/appartement/baraque/chambre/caravane
            mettre/mis/met/mettront le feu a/chez ..1 maison/appartement/nous/moi/chambre
            asperge* ..3 essence/acide/alcool
            sorti/sort/brandit/pointe/braque/braquait/pose/mis ..1 une/un/son/le arme/couteau/flingue/pistolet/fusil/machette !le_programme
            peut/peux/arrive(nt)/arrivons ..1 plus/pas respirer
            coince(e)(s)/enferme(e)(s)/bloque(e)(s)/entasse(e)(s)/cache(e)(s) dans un/une/le/la/leur camion/camionnette/conteneur/container/coffre/cave/fourgon/frigo/chambre_froide/hangar/remorque
            <us>/<them> tient/tiennent/retient/retiennent/detient/detiennent/garde(nt) ..1 en_otage/prisonnier*/captif/captive/otage
            retrouve(nt)/trouve(nt)/decouvert/connaissent/connait/savent/donne mon/notre adresse !de/mail/email/electronique/e_mail
            essaie(nt)/essaye(nt)/tente(nt) de ouvrir/forcer/defoncer/enfoncer/casser ma/notre/la porte !de_la_salle
            force(nt)/defonce(nt)/enfonce(nt)/frappe(nt)/tape(nt)/cogne(nt) [a] ma/notre porte
            beau_pere/pere/oncle/frere/grand_pere/cousin/patron/prof/entraineur/pretre ..1 me/la touche/touchait/caresse/tripote/deshabille !mot
            <us>/<them> touche(nt)/caresse(nt)/tripote(nt) ..2 la_nuit/le_soir/partout/dans_mon_lit
            bouge/reagit/repond/reveille plus ..4 cachets/medicaments/comprimes/pilules
            avale/pris/bu ..4 bouge/reagit/respire/reveille [plus/pas]
            je veux/voudrais/vais/pense/songe/compte/prefere/aimerais [juste/vraiment/a] <die> !avec/cette/ce/le/la/du/de_rire/de_faim/de_chaud/de_froid/de_honte/de_sommeil
            envie/idee de [en] <die> !avec/cette/ce/du
            en_finir avec la_vie/moi/tout
            vais/veux/veut/va/voudrais/pense [a] sauter/me_jeter/se_jeter par/du/de/sous/dans
            adieu tout_le_monde/a_tous/a_toutes/la_vie/mes_amis/les_amis
            fini pour moi $
            plus/aucun/pas ..1 espoir/avenir pour moi
            elle/il/<mine> ..3 veut/va/menace_de sauter/mourir/en_finir
            je saute/me_jette/me_pends/me_tue/me_flingue !sur/une/de_joie/le/la/dans_le
            veux/voudrais/aimerais/faut ..4 que ca/tout/cela se_arrete
            endormir/dormir ..4 reveiller/reveille/se_arrete
            plus/pas/aucune/perdu ..2 envie/gout/force/raison/courage de/a vivre/continuer_a_vivre/exister
            veux/peux/supporte/sais plus/pas vivre !a/au/en/chez/avec/dans_le/dans_la
            vie vaut/merite plus/pas
            marre de vivre/la_vie
            mieux/preferable ..2 mort(e)/je_sois_mort(e)/sans_moi
            pense/penser/pensees ..3 suicide
            idees/pensees/envies suicidaire(s)/noires
            suis/est/devient suicidaire
            veux/veut/va/vais/vont/allait/menace_de/parle_de/essaie_de/essaye_de/tente_de/pense_a/risque_de se_tuer/se_suicider/se_pendre/se_noyer/se_jeter/se_foutre/me_suicider/me_pendre
            il/elle/<mine> ..4 veut/va/parle_de mourir/en_finir
            fin a ses/mes jours
            veux/peux/supporte plus etre la/ici
            bord du gouffre/suicide
            faire une betise/connerie !de/a
            dormir/endormir ..3 plus me_reveiller/jamais_me_reveiller/pour_toujours
            mieux ..3 sans moi $
            suis un poids/fardeau
            lettre de adieu
            a quoi bon [continuer_a] vivre/continuer/exister
            supporte plus cette/ma vie
            envie/besoin de tout_arreter
            ouvrir/taillader/couper/ouvert/taillade/coupe les veines/poignets
            personne ..3 regrettera/pleurera/manquera
            avale(r) ..4 cachets/medicaments/comprimes/somniferes/pilules/medocs
            pris/prends tous/toutes/toute/trop/plein/boite ..3 cachets/medicaments/comprimes/somniferes/pilules/medocs/boite
            me scarifi*/taillad*/mutil*
            me coupe(r) les_veines/le_bras/les_bras/encore
            il/elle/<mine> ..2 respire_plus/respire_pas/inconscient(e)/perdu_connaissance/agonise/saigne/en_train_de_mourir/va_mourir/meurt
            il/elle/<mine> ..2 a ..2 avale/ouvert_les_veines/taillade
            # Violence, now or lately
            <us> <has> ..1 pousse(e)/jete(e)/traine(e)/brule(e)/casse/mordu(e)/plaque(e)/bouscule(e) ..2 dans/contre/par/sur/avec/escalier(s)/le/la
            <us> attraper/retrouver/ramener !la/un/une/le/des
            ai le/la/des/un bras/jambe/nez/cote(s)/doigt(s)/visage/oeil ..1 casse(e)(s)/en_sang/tumefie
            tire/tirer/tiraient/tirent sur moi/nous/mon/ma/<them>/lui/quelqu_un/<mine>
            coups de feu
            jete/jeter/verse/asperge* ..3 acide/essence/vitriol/bouillante
            enleve/kidnappe/emmene/embarque/pris ma/mon/mes fille(s)/fils/soeur/frere/enfant(s)/gosses/niece/cousine/femme/amie/copine
            <they> ..2 va/vont/allait/allaient/veut/veulent/menace(nt)_de/essaie(nt)_de/essaye(nt)_de/essaye_de/voulu/peut/pourrait <us>/<them> <hit>
            <they> ..2 <us> [encore/souvent/toujours] <hits> !dans
            <us> <has> ..2 <beaten>
            me suis/faire [fait/faite] <hit>
            je suis/ai_ete [encore/souvent/toujours] <beaten>
            ils/elles/il/elle/on/<mine> <them> <hits>
            <hits> sa/ses/son femme/fille/fils/gosses/enfant(s)/copine/mere/soeur/bonne/employee
            menace* de mort
            veut/veulent [avoir/faire/nous/me] [faire] ma/la/notre peau/mort
            en prendre a moi/nous/ma/mes/mon/elle/ses
            <they> ..3 <has>/avec/sort un/une/des/son [gros/grand] couteau(x)/arme(s)/flingue/pistolet/fusil/machette/hache
            il/elle/ils/mari/ex est/sont/etait arme(s)
            je/on saigne [beaucoup]
            saigne beaucoup
            # Danger, fear, pursuit
            je/nous/on/il/elle/ils/elles/me/<mine> suis/sommes/est/sont/sens ..1 en [grand/grave/gros] danger/insecurite
            danger de_mort
            je/nous/on/elle/me_sens ..4 pas/plus en_securite
            ma/notre/sa/leur vie est/sont en [grand] danger
            ma/notre/sa/leur vie est menacee
            peur pour ma/notre/sa/mes/ses vie/<kin>/securite
            je/on/nous/elle ai/a/avons [trop/tres/tellement/vraiment] peur de mourir/lui/eux/elle/rentrer/mon/ma/ce_type/ce_mec
            peur que il/ils/on/elle [la/le/les/me/nous/se] revien*/trouv*/retrouv*/tue*/frapp*/prenne*/fasse*/batt*/viol*
            je/on/nous ai/a/avons [trop/tres/tellement/vraiment] peur $
            <they> ..3 <us> suit/suivent/cherche(nt)/poursuit/poursuivent/traque(nt)/guette(nt) !un/une/des/pour/la/le/sur
            il/elle/ils/elles <us> <has> trouve(e)(s)/retrouve(e)(s)
            derriere/devant/defoncer/defonce/enfoncer/force(nt)/casser/frappent_a/tapent_a/tambourine*_a/cogne_a la/ma/notre porte !de_la_salle/du_seminaire/de_le_hotel/close
            devant/dehors/en_bas chez/de_chez/de moi/nous/ma_maison/mon_immeuble !a_cote
            essaie(nt)/essaye(nt)/tente(nt) de rentrer/entrer chez/dans
            ils/il/elle [<us>] arrive(nt)/vienne(nt)/revienne(nt)/attend(ent) [dehors/en_bas/pour] [<us>] [prendre/tuer/chercher/emmener] $
            va/vont/veut/veulent <us> emmener/attraper/reprendre/ramener/trouver/retrouver
            court/courent/demande/demandent apres moi/nous
            sait/savent/trouve(nt)/decouvert/su ou je/nous habite/vis/suis/habitons/dors/travaille
            si/quand je/on parle/parlais/dis/rentre/pars/porte_plainte/refuse ..3 tue(nt)/tuera/tuerait/mourra*/mourrait/mort(e)(s)/frappe*/bat
            vien*/venir <us> chercher/prendre/tuer !a/au
            suis/me ..1 cache(e) dans/sous/chez/derriere
            retenu(e)(s)/enferme(e)(s)/detenu(e)(s)/retient/retiennent ..2 de_force/contre_mon/contre_ma/contre_son/contre_sa/contre_leur
            # Calls
            ^ a_le_aide/au_secours/sos/vite/aide(z)_moi/aide(z)_nous/aider_moi/sauve(z)_moi/sauve(z)_nous [moi/nous/vite/sos/au_secours] [moi/nous/vite/sos] [vite] $
            sauve(z)/sauver moi/nous
            aide(z)(r) moi/nous/me ..1 vite/tout_de_suite/maintenant/immediatement/urgent !a/pour
            faut <us> aider tout_de_suite/vite/maintenant
            faites/faire/fais quelque_chose
            envoyez/envoie [<us>] [vite] la_police/les_secours/une_ambulance/quelqu_un
            venez/viens vite/me_chercher/me_sauver/me_aider/me_sortir/nous_aider
            appelez/appelle [vite] la_police/les_secours/les_flics/une_ambulance/le_112/les_pompiers/le_samu
        """,
        Danger.VICTIM: """
            # The writer
            on/nous dort/dormons/dorment/vit/vivons/loge a quatre/cinq/six/sept/huit/neuf/dix/douze/quinze/vingt/trente/<digits> dans
            dort/dorment/dormons/vivent/vit/vivons/loges/logent/entasses ..4 hangar/cave/conteneur/container/caravane/baraque/garage/etable/serre/chantier !de_le_hotel
            on/nous ..3 pas/plus/jamais/rien paye(e)(s)/touche !pour_venir/pour_assister/pour_participer/au_seminaire/le_seminaire
            paye(nt)/paie(nt)/payent ..1 [plus/pas/rien] ..2 depuis ..2 mois/semaines/jours/ans
            ce_qui <us> est/etait arrive !pendant/hier_au/au_seminaire/a_la
            ce_que ..1 <us> a/ont fait ..2 la_bas/subir/vivre
            ete/suis/etais vendu(e)(s) deux/trois/plusieurs/plein
            prend/prennent/garde(nt)/volent/confisque(nt) mes ~ ..2 salaire/paie/argent/pourboires
            prend/prennent/garde(nt)/volent mes/mon pourboires/gains/economies/paie
            rien/pas/sans ..1 pour/a/de_quoi manger ..1 $
            contrat/papier(s)/document(s)/feuille(s) ..8 comprenais/comprends/compris/lire [pas] ..3 coince(e)/bloque(e)/prisonniere/obligee/maintenant
            mere/pere/parents/oncle/tante/famille ..1 <us> donne(e)/laisse(e)/cede(e)/echange(e)/confie(e) a une/un/des/cette ..5 <digits>/ans/argent/dette
            peur de temoigner/parler/porter_plainte/declarer !en_public/devant_tout/anglais/au_micro/pendant
            temoigner contre eux/lui/elle/mon/mes/ma/ceux
            <us> glisse/donne/passe/laisse un mot/papier/message
            on/ils <them> garde(nt)/surveille(nt)/enferme(nt) ..1 la_nuit/le_soir/jour_et_nuit/de_pres
            ont/a ni ~ ni papiers/passeport/salaire/argent/eau/chauffage
            profite(nt) de moi/nous/ma_situation/que_je_suis/que_je_ai
            je_suis/suis sans_papiers ..8 paye/paie/profite/menace/chante/exploite
            donner/remettre/reverser/rapporter ..1 tout_ce_que/tout_mon/tout_ce_que_je/mon_salaire/mon_argent
            <us> vend(ent)/loue(nt)/prete(nt) a ses/des/leurs/un ~
            # Others
            eleve/patiente/cliente/residente/jeune/gamine/ado/fille/beneficiaire ..1 <us> a/avait dit/confie/raconte/avoue que ..5 vend/bat/frappe/force/oblige/viole/touche/menace/loue/enferme
            <close> ..3 qui sort(ent)/quitte(nt) jamais/pas
            <close> ..5 <them> laisse(nt)/permet(tent) pas/jamais/plus
            vit/vivent/travaille(nt)/dort/dorment ..2 enferme(e)(s)/caches/cachees
            soupconne/suspecte/soupconnons ..9 mineur(e)(s)/gamines/filles/prostitu*/esclav*/maltrait*/exploit*/force(e)(s)
            gamin(e)(s)/enfant(s)/fillette(s)/garcon(s)/petit(e)/gosse(s)/bebe ..1 mendie(nt)/fait_la_manche ..6 <digits>/tous_les_jours/chaque_jour/chaque_matin/adulte/homme/type/femme/soir
            mendie(nt)/fait_la_manche ..7 adulte/homme/type/femme/oncle ..3 prend/recupere/ramasse/surveille/attend/emmene
            <mine> ..2 coince(e)/bloque(e)/retenu(e) a/au/en/la_bas/chez ..8 patron/employeur/passeport/papiers/rentrer/partir/dette
            son/leur(s) patron/employeur/mari ..2 <them> laisse(nt)/rend(ent) pas/plus
            je_suis/je_ai_ete/je_etais/je_me_sens/nous_sommes/nous_avons_ete/on_est [<still>] [<still>] <held>
            je_crois/je_pense/est_ce_que [que/etre] [je] [suis/etre/peut_etre] [<still>] <held>
            je_suis/je_ai_ete/suis_je/je_crois_etre/je_pense_etre/nous_sommes [<still>] [<still>] victime(s) !5:<nuisance>
            je suis/ai_ete/etais/me_sens force(e)/oblige(e)/contrainte ..2 <tasks>
            <they> ..3 <us> [<has>] [encore/toujours] force(nt)/forcee/oblige(nt)/obligee/contraint(e) !4:<office>
            <they> ..3 <us> [encore/toujours] <abuses>
            <they> ..3 <us> fait/faisait/font/faire travailler/coucher/mendier/chanter/boire/vendre/danser/voler/tapiner/des_choses
            <us> <has> ..2 <held> !un/une/des/le/la/ce/cette/du
            <us> <has> promis ..3 travail/emploi/boulot/poste/job/mariage/vie/contrat/argent
            menti/mentait/trompe(e) sur le/ce/mon/notre travail/emploi/contrat/boulot/job/salaire
            <us> <has> amene(e)/emmene(e)/envoye(e)/ramene(e) ..3 de_force/contre
            pris/prend/prennent/confisque(nt)/garde(nt)/retire/vole(nt)/a/ont/tient/cache(nt)/detient [tous] mon/ma/mes/nos/notre <papers> !5:<desk>
            prend/prennent/garde(nt)/pique(nt)/confisque(nt) [tout] mon_argent/mon_salaire/mes_salaires/ma_paie/le_argent/ce_que_je_gagne/ce_que_on_gagne
            recuperer/reprendre/rendre/redonner mon/mes/nos/notre <papers> !5:<desk>
            refuse(nt)/veut_pas/veulent_pas [de] me/nous/lui rendre/redonner
            <us> reprend/reprennent/prend/prennent/garde(nt) [tout] la_paie/la_paye/le_salaire/le_argent/nos_salaires
            <us> garde(nt)/tient/tiennent ici/la/enferme*/de_force/dans/prisonnier*
            je peux/arrive/ai ..1 pas/plus/jamais [le_droit_de/la_permission_de/a/meme] <go> !du/de_ce/de_le/avant/apres/de_la/le/de_un
            je/nous/on/elle/il ai/a/avons pas/plus/jamais le_droit_de <go>/<do>
            <us>/<them> laisse(nt)/laissera/laissait pas/plus/jamais/meme_pas [<us>/lui] <go>/<do>/seule
            je travaille [ici/la] sans/gratuitement/jour_et_nuit/de_force !papier
            je ..8 sans [jamais] etre_paye(e)/salaire
            paye(nt)/paie(nt)/payent pas/plus/rien/jamais !le_deplacement/les_frais
            pas/plus/jamais/rien vu/recu/touche mon/mes/de/un salaire(s)/paie/argent
            je ..2 pas/plus/jamais paye(e)
            travaille(r) <hours>
            je/nous/on ai/avons/a [encore] une/des [grosse/enorme] dette(s)
            ma/notre dette
            je leur/lui dois
            disent/dit/veut/veulent/exige(nt) que je dois/leur_dois/rembourse/travaille/couche/continue
            menac* [de] ma/mes/notre/nos/mon <kin>
            mal a ma/mes/notre/mon <kin>
            <us> fait/font chanter
            veut/veulent/va/vont/voulu me/la/<mine> marier
            marier/mariee de_force/contre_mon
            <us> <has> ..3 juju/vaudou/serment
            ose(nt) pas/plus/meme_pas partir/parler/en_parler/le_dire/sortir/rentrer/fuir/porter_plainte/aller_a_la_police/me_plaindre
            je ai/suis [reussi_a] fui(r)/echappe(e)/enfui(e)
            je me_suis enfui(e)/echappe(e)/sauve(e)
            comment/peux/veux/voudrais/aide(z)(r)/dois ..4 me_echapper/me_enfuir/me_sauver
            comment/peux/veux/voudrais/aide(z)_moi/me_aider ..3 sortir/quitter/partir/echapper/fuir/en_sortir [de/a] ce/cet/cette/le/la/mon/ma/leur [<still>] <gang>
            je suis/travaille dans un/leur/le reseau !social/de_coord*/europeen
            mon/ma/mes <pimp>
            peur de mon/ma/mes/notre <abuser>
            sur/fais/fait/faire le_trottoir
            donner/pris/prendre/vendre/vole un/mon rein
            quelqu_un/il/elle/ils/on/voisin(e)(s)/famille ..2 vend(ent)/loue(nt)/achete(nt) des/une fille(s)/femme(s)/enfant(s)/bebe(s)
            propose(nt)/vend(ent)/loue(nt)/offre(nt) des/une/deux/trois fille(s)/fillette(s)/gamine(s)/mineure(s)
            je suis mineur(e) ..5 force(nt)/oblige(nt)/fait/font
            # Somebody who tells of another
            <seen> ..3 [<some>] [petit(e)/jeune(s)/autre] ..1 <close> ..9 <state>
            <think> [ma/mon/mes/cette/ce/cet/une/un/ces] ..1 <close>/elle/il/ils/elles ..7 <state>/victime(s)
            <mine> ..7 <told>
            <us> dit/disent/raconte/confie/ecrit [que] [elle/il] [avoir_ete/etre/a_ete/est] ..2 <held>/<beaten>/<forced>
            lui/leur a/ont/avait pris/confisque/vole/garde/retire son/sa/ses/leur(s) <papers>
            on/il/ils/elle la/le/les/lui force(nt)/oblige(nt)/exploite(nt)/sequestre(nt)/enferme(nt)/prostitue(nt)/fait_mendier/font_mendier
            aide(z)(r)/sauve(z)(r) cette/ce/cet/ces <close>
            je/comment/ou/qui/faut_il/peut_on ..4 signaler/denoncer/declarer [a_la_police] un/une/des/la/le/mon/ma [possible(s)/nouveau/gros/cas/de] ..1 <case>
            je/comment/ou/qui ..4 signaler/denoncer quelqu_un
        """,
        Danger.PERSONAL_DATA: """
            <who> ..4 est/serait un/une certain(e) ~
            <who> ..8 sous le nom/identite/pseudonyme [de] ~
            <who> ..3 se_appelle(nt)/se_nomme(nt)/porte(nt)_le_nom/est_nomme(e) !comment/comme
            son/sa/leur [vrai/veritable] prenom/nom est
            elle/il ..3 numero/tel/telephone/portable ..4 <digits>
            victime <digits> est/se_appelle ~
            la/le trouver/trouve/joindre/rejoindre au/a/chez ..4 <digits>
            contact de [la/le/ma/une] <who> ..4 <digits>
            la/le/cette/une <who> ..5 <phone>
            victime/mineur(e)/enfant/temoin ..2 prenomme(e)/nomme(e)/appele(e)
            casier_judiciaire/dossier_medical/audition de/du/des <title>
            <paper> [de/du] ..2 [de/du] la victime [en/ci] piece_jointe/joint(e)
            elle/il se_appelle/se_nomme/porte_le_nom !comment/comme/ainsi/toujours/deja/encore ~
            son/sa/leur(s)/ses <number> ..4 <digits>
            <number>/nom(s) [complet] de/du/des [la/le/les/cette/ce/mon/ma/un/une/son] <who> ..4 <digits>
            voici/envoie/transmets/donne/joins/joint [joint] ..1 <paper> ..6 de/du/des [la/le/les/cette/un/une] <who>
            voici/envoie/transmets/donne/joint/joins son/sa/ses <paper>
            elle/il/<who>/qui ..2 ne(e) le/en <digits>
            ^ !je/i [nom] ~ ~ ne(e) le/en <digits>
            nom de la victime [est/ce_est] ~ ~ ne(e)
            elle/il/elles/ils/<who> habite(nt)/vit/loge/dort/reside/demeure ..3 <digits>
            passeport/cni/carte_de_identite/identite/cnp/jmbg/permis ..4 <code>
            <id>
            immatricule(e) ..2 <digits>
            <who> est mme/mr/madame/monsieur/mlle
            <title> ~ ..2 est/a_ete/serait/etait ..1 soupconne(e)/suspecte(e)/victime/place(e)/arrete(e)/condamne(e)/poursuivi(e)/exploite(e)
            <title> ~ [~] <digits> ans
            age <digits> [ans] nationalite/ne(e)/sexe
            prenom ~ age <digits>
        """,
    },
    oneself="""
        je/me/moi/mon/ma/mes/nous/notre/nos
        il/ils/elle/elles/on/qui [en] <us> || il/elle/ils/on ..3 je/nous || mon/ma/mes/le/la/son/sa <boss> || <us> <has>
    """,
    signs={
        Danger.VICTIM: """
            coups/bleus/frapp*/gifle*/pousse(e)/tout_casser/bras_casse/jambe_cassee/defonc*/saign*/sang/brutal*/cicatrice(s)/ecchymose(s)
            saoul/soul/ivre/bourre/a_bu/alcool
            hurle(nt)/supplie/terrorise(e)(s)/effraye(e)(s)/apeure(e)(s)/tremble/ont_peur/a_peur/de_avoir_peur
            menac*/si_je_parle/si_je_parlais/si_je_pars/si_je_refuse/si_je_arrete/vont_tuer/mourrait/mourra/emmener/appartien*
            ou_je_habite/ou_je_vis/rode/a_la_porte/apres_moi/surveill*/cameras/suivie/traque*/harcel*
            attend_en_bas/attendent_en_bas/tapent_a/tambourin*
            ferme*_a_cle/garde_la_cle/enferm*/sequestr*/cave/sous_sol/aux_toilettes/peut_pas_quitter/peux_pas_quitter/peut_pas_sortir/peut_pas_partir/barreaux/cadenas/sans_fenetre
            attache(e)(s)/ligote(e)(s)/menotte(e)(s)/chaine(s)/baillonne(e)/gaz/acide/vitriol/barre_de_fer/ceinture/couteau/tournevis/lame
            pas_a_manger/mange_pas/par_terre/dort_a/sans_rien/nulle_part/a_la_rue/dors_dans/affame*/dans_la_cuisine/matelas
            dette(s)/touche_rien/paye_rien/leur_dois/euros_par_jour/gratuitement/de_le_argent_a/assez_de_argent/rancon/que_je_gagne
            clients/passes/voir_des_hommes/prostitu*/loue/coucher/touchee/nue(s)/videos/trottoir/hotesse/avort*/viol*/escort*/bar/danser/bordel/striptease/webcam
            fausse_agence/fausse_annonce/faux_contrat/sont_faux/fait_avoir/me_a_trompe(e)/me_a_menti/nous_a_menti/piege(e)/mannequin(s)
            nos_papiers/nos_passeports/pris_son_telephone/pris_mon_telephone/pris_ses_papiers
            jour_et_nuit/sans_pause/mendi*/fait_travailler/font_travailler/esclave(s)/obeir/soumise
            pas_a_le_ecole/pour_le_ecole/marier/mariee/dot/juju/vaudou/marabout/serment
            drogue(s)/drogu*/piqure(s)
            passeur(s)/trafiquant(s)/proxenete(s)/mac/maquereau/souteneur/gamine(s)
            prevenir_la_police/previenne_la_police
            chaque_soir/tous_les_soirs/chaque_nuit/toutes_les_nuits/depuis_des_mois
            corde/adieu/regrettera/disparais/fini_pour_moi/trop_dure/tout_arreter/sert_a_rien/que_je_les_aime/que_je_le_aime/que_je_le_aimais/que_je_les_aimais/je_saute
        """,
        Danger.PERSONAL_DATA: """
            la/le/une/un/cette/cet/ma/mon/victime/comme <who> || recruteur/soupconne(e)/suspecte(e)/prevenu(e)/celui_qui/celle_qui/souteneur
            se_appelle/prenom/prenomme(e)/nomme(e) || <title> ~
            <digits> ans || ne(e) le
            elle/il/ils/qui/<who> ..3 habite/vit/dort/reside/loge || logee/hebergee/placee/detenue/se_cache/heberge_au/place_au/loge_au/heberge_chez
            rue/boulevard/avenue/bd/strada/ulica ..3 <digits> || <digits> rue/boulevard/avenue/bd || chambre/appartement/appt <digits>
            <phone> || tel/telephone/numero/portable ..3 <digits>
            vih/sida/seropositif/seropositive/enceinte/casier/depressive/handicapee/schizophrene
        """,
    },
)
