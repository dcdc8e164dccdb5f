"""What alarms the safety gate in English: words as `SPELLINGS` leave them, in the notation of `families.py`."""

from bot.families import Vocabulary
from knowledge.model import Danger

ENGLISH = Vocabulary(
    words="""
        boss: boss employer uncle aunt boyfriend husband ex brother_in_law stepfather neighbour neighbor lady pimp smuggler cousin
        title: mr mrs ms miss mister madam
        hours: 12_hours 13_hours 14_hours 15_hours 16_hours 17_hours 18_hours 20_hours 12h 14h 15h 16h 18h
        still: being still also probably maybe now really kind of like a an the here just currently once so former
        my: my his her their our the a an this that these those some
        close: girl(s) girlfriend boy(s) woman women man men wife child children kid(s) minor(s) lady guy(s) teenager(s) teen(s)
        close: <close> people person(s) neighbour(s) neighbor(s) friend(s) sister(s) brother(s) daughter(s) son(s) cousin(s) niece
        close: <close> nephew mother mum mom father aunt uncle colleague(s) coworker flatmate roommate maid nanny baby someone somebody
        abuser: <close> boss(es) employer(s) husband partner boyfriend ex pimp(s) trafficker(s) smuggler(s) landlord landlady family
        abuser: <abuser> stepfather stepdad in_laws parents madam recruiter owner client(s) manager
        they: he she they someone somebody <my>(_~)_<abuser>
        this: this that these those
        near: colleague friend neighbour neighbor participant coworker flatmate
        mine: my(_~)(_~)(_~)_<close> <this>(_young)(_poor)(_little)_<close> a_<near> a_young_~
        us: me us
        them: her him them
        die: die kill_myself end_it end_my_life end_everything hang_myself hurt_myself harm_myself cut_myself disappear drown_myself
        die: <die> jump_off jump_from jump_out jump_in_front dying ending_it ending_my_life killing_myself hurting_myself
        hit: kill hurt beat rape attack stab shoot murder harm strangle find come_for choke burn
        hits: hits beats punches slaps kicks chokes strangles rapes hurts attacks tortures burns stabs kills
        hitting: hitting beating raping hurting attacking killing choking strangling torturing abusing
        beaten: hit beaten beat punched slapped kicked choked strangled raped hurt attacked assaulted tortured burned burnt stabbed
        beaten: <beaten> molested
        abuses: lock lock_up keep hold threaten exploit locks locked keeps kept holds held threatens threatened exploits exploited drugs drugged kidnapped starves
        abuses: <abuses> abuses abused blackmails blackmailed pimps pimped watches watching bought imprisoned controls enslaved tricked
        abusing: locking keeping holding selling threatening exploiting drugging starving abusing blackmailing pimping watching
        held: exploited trafficked enslaved locked_up locked_in locked_inside kidnapped abducted prostituted pimped drugged mistreated
        held: <held> abused threatened blackmailed held_captive held_by held_against held_here held_prisoner held_hostage held_in
        held: <held> kept_captive kept_by kept_against kept_here kept_locked kept_in kept_hidden trapped_here trapped_in trapped_by
        held: <held> imprisoned sold_to sold_by sold_into sold_for slave slaves forced_labour forced_labor
        tasks: work sell steal beg sleep_with have_sex sex prostitution prostitute marry marriage carry transport smuggle dance strip
        tasks: <tasks> give stay obey do_things do_everything do_drugs labour labor servitude begging stealing
        office: register change fill use click wait log sign_in sign_up read write come attend take_part answer choose create enter
        office: <office> download install present send confirm report update reset speak think travel rewrite redo laugh smile happy
        office: <office> notes minutes look feel sure wonder accept
        papers: passport(s) papers documents id ids identity_card identity_papers identity_documents travel_documents
        desk: desk reception hotel embassy consulate airport cloakroom visa seminar check_in registration badge copy
        nuisance: error(s) bug(s) problem outage unemployment success connection registration delay(s) spam phishing virus hack
        nuisance: <nuisance> misunderstanding flu cold mistake scam
        gang: network life house prostitution gang ring hell brothel situation
        pimp: pimp(s) trafficker(s) madam smuggler(s)
        kin: family kids children parents son daughter mother sister brother loved_ones
        seen: know met saw found suspect have_seen have_met have_found just_saw just_met heard_of am_with am_helping there_is there_are
        seen: <seen> next_door_has neighbour_has neighbours_have neighbor_has neighbors_have worried_about spoke_to talked_to took_in
        think: i_think(_that) i_believe(_that) i_am_sure(_that) i_suspect(_that) i_fear(_that) i_know(_that) i_was_told(_that) told_me(_that)
        some: a an some two three four several this that these those the my one
        forced: forced_to forced_into made_to compelled_to coerced_into forces_her forces_him forces_them
        gets: is are was were being been has_been have_been gets got getting is_being are_being
        state: <held> forced_to forced_into made_to forces_her forces_him forces_them <gets>_<beaten> begging begs in_prostitution
        state: <state> never_goes never_leaves never_allowed not_allowed_out not_allowed_to_leave not_pay_her not_pay_him not_pay_them
        state: <state> day_and_night took_his took_her took_their taken_away keeps_her keeps_his keeps_their fled ran_away escaped
        state: <state> can_not_leave can_not_go can_not_get_out can_not_quit
        state: <state> wants_out not_let_her not_let_him not_let_them sees_men asked_me_for_help asked_for_help asks_for_help
        state: <state> begging_for_help needs_help crying_for_help in_danger afraid_of_her afraid_of_his scared_of_her scared_of_his
        state: <state> bruises sells_sex selling_sex selling_herself <gets>_forced <gets>_held <gets>_kept <gets>_sold is_a_victim
        state: <state> are_victims a_victim_of the_victim_of <gets>_victims
        told: <held> <forced> <gets>_<beaten> <gets>_forced <gets>_held <gets>_kept <gets>_victims <gets>(_the)(_a)_victim
        told: <told> took_his took_her took_their kept_his kept_her keeps_his keeps_her confiscated_his confiscated_her stole_her
        told: <told> asked_me_for_help asked_for_help begging_for_help ran_away fled left_with_a disappeared_with gone_with_a
        told: <told> went_off_with left_with_an left_with_someone
        case: case(s) victim(s) situation trafficking trafficker(s) exploitation someone somebody person crime abuse prostitution pimp
        case: <case> ring employer boss child minor girl woman man neighbour(s) neighbor(s) brothel gang slavery
        who: victim(s) minor witness(es) complainant perpetrator trafficker pimp defendant suspect accused girl boy child woman
        who: <who> young_woman young_girl young_man client patient survivor recruiter beneficiary man
        number: number phone telephone mobile email address passport id date_of_birth plate account whatsapp
        paper: photo(s) picture(s) copy scan number phone email address contact_details details identity passport card file form
        paper: <paper> transcript statement testimony name(s) interview certificate record(s)
    """,
    families={
        Danger.IMMEDIATE: """
            # Self-harm, one's own or announced by another
            no/not ..1 strength ..4 end/ends/over/finished/goodbye
            tonight/tomorrow/soon ..1 it/everything ..1 ends/over/end/finished !at/after/with/the
            feel_like/thinking_of/think_of/thought_of/want_to/going_to/wanna throwing/throw/jumping/jump/hanging/hang/drowning/drown ..1 myself/off/under/from
            throw(ing) myself under/off/from/in_front/out
            everyone/they/world ..3 better without me
            bought/found/got/prepared a/the/some rope
            razor/blade/knife/glass ..4 cut my/her/his arm(s)/wrist(s)/leg(s)/veins/self
            cut/slit/slash*/sliced my/her/his arm(s)/wrist(s)/leg(s)/veins/throat [open]
            # Fire, walls, weapons, no air
            pulled/tore/ripped/broke/cut/knocked my/her/his/our ~ [out/off]
            hear ..4 screaming/crying/shouting/begging/yelling/beaten ..5 above/below/wall/upstairs/downstairs/next/flat/apartment/room/neighbour(s)/neighbor(s)
            i_am/we_are dying !to/of/for/from/with/laughing
            dying ..2 help/please
            burn/burning/set_fire_to/blow_up ..1 the/our/my house/home/flat/apartment/room/caravan !wine/number
            set ..2 on fire
            pulled/pulls/pull/drew/pointed/points/pointing/put/waved/waving [out] a/his/the gun/knife/weapon/pistol/rifle/blade/machete
            i/we/she/he/they ..1 can_not breathe/breath !for_laughing
            stuck/locked/trapped/hidden/packed/shut in/inside a/the/his/their lorry/truck/van/container/trunk/boot/cellar/basement/freezer/fridge/warehouse/trailer
            holding/held/holds/keeping/keeps/kept <us>/<them> ..1 hostage/captive/prisoner
            found/know(s)/discovered/got my/our address !list/wrong/is_wrong/book
            trying/tries/try to open/force/break/kick ..1 my/our/the door !of_the
            stepfather/stepdad/father/dad/uncle/brother/grandfather/cousin/boss/coach/priest/teacher ..1 touches/touched/touching/gropes/groped/undresses me/her/us
            touches/touching/gropes me/us/her ..2 at_night/every_night/in_bed/down_there/when
            dragged/drag/pulled/pushed/shoved/forced/threw/bundled my/the/a/her/him ~ ..1 into a/the/his/their van/car/truck/lorry/boot
            dragged/pulled/pushed/shoved/forced/threw/bundled <us>/<them> into a/the/his/their van/car/truck/lorry/boot
            swallowed/took/taken/drank ..5 not moving/waking/breathing/responding
            not moving/waking ..3 pills/tablets
            not want_to be here/alive
            want it all to stop
            she/he/they/friend/brother/sister/son/daughter/someone ..3 wants_to/going_to/will/threatens_to jump !in/on/to
            do something stupid
            not [want_to]/never wake up !early/late
            never wake up
            better [off] without me
            burden to/on everyone/everybody/my_family/them/you_all
            suicide/goodbye note/letter
            goodbye everyone/everybody/world/cruel_world
            over/nothing_left/no_hope/no_point for_me/anymore/left
            can not take_it/take_this/do_this/bear_it/bear_this ..1 anymore $
            end my suffering/pain
            have the rope/pills/blade/gun
            end of my rope/tether
            slit/slitting/slashed/cut my/her/his wrists/veins
            nobody/no_one ..2 miss me
            wants_to/want_to/going_to end it !with/there
            i [just/really] want_to/am_going_to/will/plan_to/intend_to/am_about_to/need_to/wish_to/am_ready_to/feel_like/should [just] <die> !laughing/of/from/if/with/for
            thinking/think/thought/thoughts about/of [just] <die>/suicide/ending_it_all
            kill/killing/hang/hanging/hurt/hurting/harm/harming/cut/cutting myself/herself/himself/themselves
            end/ending/ends my_life/her_life/his_life/her_own_life/his_own_life/it_all
            feel/feeling/am/is suicidal
            commit/committing suicide
            my/having suicide/suicidal
            not/no/any/lost/without ..3 live/living/alive $
            not want_to live/be_alive/exist !in/at/with/near
            not see ..3 reason/point to/in live/living/go_on
            no ..2 strength/reason/will/point ..1 to/in live/living/go_on
            life is not worth
            not worth living
            better [off] dead
            wish i was/were dead
            can not go_on [anymore/living/like_this] $
            tired/sick of living/being_alive/life
            took/taken/swallowed/ate a_lot/lots/too_many/all/a_bottle/a_box/a_bunch/a_handful ..4 pills/meds/tablets/medication/medicine(s)/painkillers
            overdose(d)
            he/she/they/friend/brother/sister/son/daughter/someone/baby/child ..3 not_breathing/unconscious/dying/bleeding/passed_out/stopped_breathing
            # Violence, now or lately
            pushed/threw/dragged/burned/burnt/kicked/bit/choked/shoved/grabbed me/us
            broke my arm/leg/nose/rib(s)/finger(s)/jaw/wrist
            my arm/leg/nose/rib(s)/wrist/jaw ..2 broken
            threw/thrown/throw/poured/splashed ..3 acid/petrol/gasoline/boiling_water
            shot/shooting/shoots/shot_at/shooting_at at/me/us/my/him/her/people
            kidnapped/took/abducted/grabbed my daughter(s)/son/sister/brother/kids/children/wife/friend/niece
            if_i/when_i talk/tell/go_home/leave/speak/refuse/go_back ..4 will/would/going_to ..1 die/kill/beat/hurt/find
            drunk ..4 smashing/breaking/hitting/beating/violent
            <they> ..2 going_to/will/would/want(s)_to/wanted_to/threatens_to/threatened_to/threatening_to/tried_to/tries_to/might/swore_to [really/probably] <hit> <us>/<them>/my
            <they> ..2 <hits> <us>/<them>/my/his_wife/his_kids/his_children/his_daughter/his_girlfriend
            is/are/was/were/keeps <hitting> <us>/<them>/my/his/her
            <they> ..2 [has/have/just/had] <beaten> <us>/my !to
            i was/am/got/get/have_been/keep_being/have_just_been/was_just/just_got/am_being [badly/also/just] <beaten> !by_the_news
            death threat(s)
            threat* <us> with death
            threat* [to/to_hurt] my/our <kin>/life
            want(s)/wanted <us>/<them> dead
            mortal/serious/grave danger he/she/they/someone/we
            in mortal/great/serious/real danger
            he/she/they/who/man/guy/husband/boyfriend/ex/boss ..2 has/have/had/with/got/pulled a/an/his [big] knife/gun/weapon/pistol/rifle/machete/axe
            he/she/they is/are armed
            i am bleeding
            bleeding a_lot/badly/heavily
            # Danger, fear, pursuit
            i/we/she/he/they/<close> am/is/are ..1 in [great/serious/big/real/mortal] danger
            not [feel] safe at_home/here/with/anymore/in_my
            i_am/we_are not safe
            i feel [so/very/really] unsafe
            my/our/her/his life/lives is/are in_danger/at_risk/threatened
            afraid/scared/terrified/frightened for my/our/her/his life/<kin>
            i am [so/very/really] afraid/scared/terrified/frightened of him/them/her/being_killed/being_found/dying/going_home/my_<abuser>/my_~_<abuser>
            afraid/scared/terrified/frightened [that] he/she/they will/might/is_going_to/are_going_to/comes/come/find(s)/could
            i_am/we_are [so/very/really] scared/afraid/terrified $
            is/are/been following/chasing/stalking/hunting/looking_for/coming_for/after <us> !on/at/after/from
            they/he/she [have/has] found <us>
            outside/behind/at/banging_on/breaking_down/kicking/break/smash/knocking_down my/the/our door !of_the
            trying/try/tries to break/get in !to/touch/the
            outside/downstairs/in_front_of my house/home/flat/place/building/window
            he/they/man/men/guy/someone/somebody/ex/husband/boyfriend ..3 waiting/waits downstairs/outside !for_the/the_hotel/the_seminar
            they/he are/is here [now] $
            they/he are/is coming $
            know(s)/found/found_out/discovered where i/we live/am/are/sleep/work/stay
            take/taking/get/grab/catch/find me/us [away/back] $
            asking/looking for me at/around/here
            i am/was hiding in/from/under/behind
            held/kept/holding/keeping ..3 by_force/against_my/against_her/against_his/against_our/against_their
            come quick/quickly/fast/now_please
            # Calls
            ^ help [me/us] now/quick/quickly/fast/help/sos/somebody/someone [now/help] $
            ^ help me/us $
            ^ sos/mayday/save_me/save_us/rescue_me/help_me/help_us/somebody_help/someone_help [me/us/sos/help] [now] $
            have_to/must/need_to/please/someone/somebody help me/us right_now/now/quick/quickly/at_once/immediately
            do something [quick/now/please] she/he/they
            send [the/us/me] police/help/an_ambulance/ambulance/someone !me
            save/rescue me/us !a/the/some/time/from_having
            call the_police/the_cops/an_ambulance/the_ambulance/112/911/999 !if/from/when/in
        """,
        Danger.VICTIM: """
            # The writer
            <digits>/six/seven/eight/nine/ten/twelve/fifteen/twenty of us ..1 sleep/live/share
            sleep/sleeping/live/lives/living ..4 shed/cellar/basement/container/caravan/barn/stable/garage/greenhouse/warehouse !of_the_hotel
            stopped paying me/us
            not paid [me/us/them] ..2 for/since/in ..2 months/weeks/years/march/summer/winter
            what happened/was_done to me/us !at_the_seminar/during/at_the_airport/yesterday_at
            i/we have_been/was/were/been sold [again] twice/again/several/three/to/many
            signed ..8 not understand/read ..4 stuck/trapped/now/owe
            mother/father/parents/uncle/aunt/family gave/sold/handed/traded me/us/her/him to a/another/some/this
            check(s)/read(s)/control(s)/monitor(s) my phone/messages/calls
            decide(s)/choose(s)/control(s) who/whom/where i ..1 speak/talk/see/go/meet
            afraid/scared/terrified/frightened/fear to/of testify(ing)/speak(ing)_against/press_charges !in_public
            testify against him/her/them/my/the_man/the_men/those
            is/was/being held $
            she/he/they is/was/are/were being held !in/at/on/next/every/this
            slipped/gave/passed/handed me/us a note
            are/is guarded/watched/locked ..1 at_night/day_and_night/all_the_time/round_the_clock
            no/without ~ and no/without papers/passport(s)/money/wages/pay
            help ..4 who/that is/are/was made/forced/obliged to
            made/makes/forced to sell herself/himself/themselves/myself/ourselves
            takes/take/taking advantage of me/us/her/my_situation
            no papers ..5 boss/employer/pay/paying/threat*/advantage
            escaped/ran_away/got_away yesterday/today/last/two/three/this/from
            escaped ..4 where ..2 sleep/go/hide/stay
            hand(ing) over/give_him/give_them ..2 everything/all/all_i/everything_i/my_wages/my_money
            lends/rents/sells/offers me/her to his/other/men/friends/clients
            # Others
            pupil/student/patient/client/resident/girl/boy/teenager/child ..1 told/tells/confided me/us that ..6 sells/beats/hits/forces/makes/rapes/touches/threatens/rents/locks
            uncle/father/mother/aunt/stepfather/boyfriend/husband/family ..1 sells/rents/pimps/lends her/him/them
            <close> who never/does_not/can_not leave(s)/go(es)/come(s)
            <mine> ..2 stuck/stranded/trapped in ..6 boss/employer/passport/papers/home/debt/leave
            boss/employer/husband/owner ..1 will_not/does_not/would_not/refuses_to let <them>/<us>/<mine>
            suspect ..9 underage/minor(s)/prostitut*/slave*/girls/exploit*/forced/beaten
            kid(s)/child/children/boy(s)/girl(s)/baby ..1 beg(s)/begging ..7 every/adult/man/woman/all_day/day/takes/station/evening
            worker(s)/men/women/people/girls ..1 live/living/sleep/sleeping/are/kept locked/hidden/guarded
            i_am/i_was/i_have_been/i_feel/we_are/we_were/we_have_been/am_i/was_i/i_got/i_get [<still>] [<still>] [<still>] <held>
            i_am/i_was/i_have_been/am_i/was_i/i_may_be/i_might_be [<still>] [<still>] [<still>] victim/survivor !6:<nuisance>
            i am/was/have_been/get/got/feel [being] forced/made/obliged/compelled/coerced/pressured/tricked/lured [to/into/by] ..2 <tasks>
            <they> ..2 force(s)/forced/forcing/make(s)/made/making/oblige(s)/obliged/compel(s)/coerce(d) <us> !3:<office>
            <they> ..2 [has/have/had] <abuses> <us> !posted/updated/informed/waiting/company/in_the_loop
            get/give/got/gave ..1 back my/our <papers> !5:<desk>
            refuse(s)/refused/refusing/will_not/wants_to_keep ..1 give/return ..4 back/passport(s)/papers/documents
            is/are/was/were/keeps offering/selling/renting/pimping [out] girls/a_girl/women/children/kids/minors
            <they> ..2 sold/sells/sell/selling <us> !a/an/the/some/this/that/my
            <they> ..2 is/are/was/were <abusing> <us>
            someone/somebody/he/she/they/neighbour/neighbor/family ..2 sell(s)/selling/sold/rents/renting girls/a_girl/women/a_woman/children/a_child/babies/a_baby
            took/take(s)/taken/has/have/had/got/keep(s)/kept/keeping/stole/hold(s)/hid/confiscated/withholds [away] [all] my/our <papers> !5:<desk>
            take(s)/took/keep(s)/kept [away] [all] my_money/my_wages/my_salary/my_earnings/my_tips/of_my_money/the_money_i/the_money_we/everything_i
            i/we can_not/am_not_allowed_to/are_not_allowed_to/am_not_free_to/was_not_allowed_to leave/go_out/get_out/escape/go_home/go_outside/get_away/quit !of/the/this/before/until/after/early/for
            can not go_out/leave/escape/get_away $
            can not go_out/leave/escape ..1 alone/until_it/until_i/because_he/because_they
            not let me/us/him/her/them leave/go/out/sleep/eat/call/phone/talk/see/rest/go_out
            i_am/we_are not allowed [to] leave_the/go_out/talk_to/call/phone/eat/sleep
            i/we ..3 work/working/worked ..3 without/with_no/for_no pay/being_paid/wages/salary/money/rest
            not pay(ing) <us> !attention
            pay(s)/paid/paying <us> nothing/almost_nothing/no_money
            not/never [been] paid [me/us] since/for/in_months
            not seen/received/got my/any wages/salary/pay/money
            work(ing) <hours>
            i/we owe them/him/her/my_boss/my_pimp
            my/our debt
            they/he/she/boss ..1 say(s)/said/tell(s)/told_me/want(s) [that/me] i/me must/have_to/still_owe/owe/need_to/to_pay ..1 pay/owe/work/sleep/repay
            threat* to report/denounce/expose/deport/publish/tell/send/call/kill/hurt/harm
            threat* me/us/my_<kin>/our_<kin>
            hurt/harm my <kin>
            force(s)/forcing/forced/make/makes/making/want(s) me/her/my_~/this_girl [to] marry
            marry me/her off
            being blackmailed
            made/makes/forced <us> [to] swear
            not dare [to] leave/run/talk/tell/go/escape/speak/call
            promised/offered <us> ..4 job/work/position/contract/marriage/modelling ..8 lie/lied/lies/false/fake/instead/prostitution/street/club/true
            lied to <us> about the/my/this/our job/work/contract/pay
            brought/taken/sent/smuggled [here/to] ..2 by_force/against_my
            i ..1 escaped/ran_away/run_away/fled from/my/the ..1 <pimp>/<abuser>
            how ..3 escape/get_away/run_away/flee/get_out [from/of] [here/him/them/this/the/my] [<gang>] $
            how ..3 get_out/escape/leave/get_away [of/from] this/the/my/their [<still>] <gang>/<pimp>/boss/employer/husband/trafficker
            i am in a/the/their network/ring/brothel/gang
            my pimp/trafficker(s)/madam
            scared/afraid/terrified of my <abuser>
            give/sell/donate/took/take/remove a/my kidney
            i ..2 sell sex/myself/my_body
            am underage/a_minor/under_age ..3 make(s)/force(s)
            # Somebody who tells of another
            <seen> ..1 [<some>] [young/little/other] ..1 <close> ..9 <state>
            <think> ..2 <close>/he/she/they ..7 <state>/victim(s)
            <mine> ..7 <told>
            his/her/their <papers> was/were/is/has_been/have_been taken/kept/confiscated/stolen
            tells/told/says/writes [me/us] [that] she/he/they/to ..2 <held>/<forced>/<gets>_<beaten>/<gets>_forced
            they/he/she/someone/somebody force(s)/forced/forcing/make(s)/made/making <them> [to] work/sell/steal/beg/sleep/have_sex/marry/prostitute
            they/he/she/someone/somebody ..1 took/keep(s)/kept/hold(s)/confiscated his/her/their <papers>
            help/save/rescue this/that/these/those [poor/young/little] <close>
            i/how/where/who/to ..4 report/denounce a/an/the/this/my/some/another [possible/suspected/new/case_of/potential] ..1 <case>
            i/how/where/who ..4 report/denounce trafficking/someone/somebody/exploitation/abuse/trafficker(s)
        """,
        Danger.PERSONAL_DATA: """
            <who> ..4 is a certain ~
            <who> ..8 under the name/alias [of] ~
            <who> ..3 is_called/are_called/is_named/goes_by/name(s)_is/name(s)_are !what/again
            his/her/their ..2 name is !what/again
            he/she ..3 number/phone ..4 <digits>
            victim(e) <digits> is/was ~
            find/reach/see/visit her/him at/on/in ..4 <digits>
            contact of/for [the/a/my] <who> ..4 <digits>
            the/this/a <who> [s] ..5 <phone>
            victim/minor/child/witness/girl/boy ..1 named/called !what/in
            criminal_record/medical_file/medical_records/interview of <title>
            <who> s ..1 <paper> attached/enclosed
            <who> s [full/real] name is !what
            his/her/their [full/real/first/last] name(s) is/are !what/again
            <who> is called/named !what/again/in
            name of [the] <who> [is] ~ ~ born
            his/her/their <number> ..4 <digits>
            <who> s [~] <number>/mother/father/family/home ..4 <digits>
            <number> of the/this/that/my/a/her/his <who> ..4 <digits>
            name(s)/contact_details/details of [the/this/my/a] <who> ..4 <digits>
            here/sending/send/giving/give/attach/attached/enclosed ..4 his/her/their/<who>_s ..2 <paper>
            here/sending/send/giving/give/attached/enclosed ..3 <paper> ..4 of [the/a/this] <who>
            she/he/<who>/who/name ..3 born on/in/<digits> [<digits>]
            she/he/they/<who> lives/live/is_staying/is_sleeping/sleeps/stays/resides/is_living ..3 <digits>
            passport/identity_number/national_id/id_number/id_card ..4 <code>
            <id>
            plate ..6 <digits>
            the/my <who> is <title>
            <title> ~ ..2 is/was/has_been/is_a/was_a ..1 suspected/victim/placed/arrested/sentenced/convicted/accused/exploited
            <title> ~ [~] <digits> [years/a] victim/old/suspect/witness
            first_name/name ~ [~] age(d) <digits>
            age(d) <digits> nationality/born/sex
        """,
    },
    oneself="""
        i/me/my/we/us/our
        he/she/they/who ..2 <us> || he/she/they ..3 i/we || my/the/her/his/their <boss> || they/he/she ..1 my/our
    """,
    signs={
        Danger.VICTIM: """
            bruises/beats/beating/beaten/hit/hits/slap*/push*/smash*/broken_arm/broke_my/bleed*/blood/violent/hurt*/scars
            drunk/booze
            scream*/begging_us/terrified/frightened/shaking
            threat*/if_i_talk/if_i_leave/if_i_stop/if_i_refuse/if_i_tell/will_die/burn/take_us/take_me/belong_to/or_else
            where_i_live/hanging_around/banging/asking_for_me/watch_us/watches/cameras/stalk*/following_me/follows_me
            waiting_downstairs/waits_for_me
            locked/keeps_the_key/cellar/basement/go_to_the_toilet/can_not_leave/bars_on/padlock/no_windows
            tied/chained/handcuffed/gagged/gas/acid/iron_bar/belt/knife/blade/screwdriver
            no_food/not_fed/not_eat/hungry/sleep_on/sleep_in/sleep_ten/with_nothing/nowhere_to_go/on_the_street/kitchen_floor/starv*/mattress
            owe(s)/debt/get_nothing/gets_nothing/for_free/euros_a_day/a_day_or/enough_money/i_earn/ransom
            clients/see_men/see_other_men/prostitut*/rents_me/sleep_with/touched_me/naked/videos/hostess/abort*/rape/raped/raping/escort*/dance/brothel/webcam/stripping
            fake_agency/fake_job/fake_modelling/are_fake/fooled/tricked/lied/trapped
            our_passports/our_papers/took_her_phone/took_my_phone/took_his_phone/they_took_her/took_his_papers
            day_and_night/no_break/beg/begging/slave(s)/obey
            not_at_school/for_school/marry/married_off/dowry/juju/voodoo/oath
            drugs/drugged/injections
            smuggler(s)/trafficker(s)/pimp(s)/little_girl(s)
            call_the_police/call_police/left_their_place/want_to_stop
            every_night/every_evening/for_months
            rope/goodbye/miss_me/was_gone/over_for_me/too_hard/all_to_stop/no_point/that_i_love_her/that_i_love_him/that_i_love_them/that_i_loved_her/that_i_loved_him/that_i_loved_them
            selling_girls/sold_by/sells_girls/forces/brought_me/put_me_in
        """,
        Danger.PERSONAL_DATA: """
            the/this/a/an/my/that/underage <who> || recruiter/suspected/defendant/the_one_who/keeper/madam
            named/is_called/first_name || <title> ~
            <digits> years_old || born || aged
            she/he/they/who/<who> ..3 lives/living/staying/sleeping/resides || housed/placed/hiding/detained
            street/avenue/boulevard/road ..3 <digits> || <digits> ~ street/avenue/boulevard/road || room/flat/apartment <digits>
            <phone> || phone/tel/number/mobile ..3 <digits>
            hiv/aids/pregnant/criminal_record/disabled/depressed/schizophrenic
        """,
    },
)
