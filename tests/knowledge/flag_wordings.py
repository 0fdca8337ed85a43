"""How lifters speak of warning signs, and of things that only sound like them."""

EMERGENCIES = """
dizzy and then i passed out during squats
i dont remember when i passed out under the bar
passed out right after my deadlift
passed out immediately after the set
passed out as soon as i racked the bar
passed out the moment i hit depth
passed out after eight reps
i had a blackout after squats
its such a pain in my chest
cant talk today, face is numb
i had a heart attack 5 years ago and my chest hurts
chest pain like in 2015
my chest hurts again, same as years ago
chest pain on the last set
my chest hurts when i breathe in
sharp chest pain during bench
chets pain, cold sweat
chest feels like its being crushed
tightness across my chest that wont go away
weird pressure in my chest since the squats
heavy feeling in my chest and im sweating
like someone is sitting on my chest
elephant on my chest
chest is burning and my arm feels heavy
pain in my chest when i walk up stairs
pain in the left side of my chest
stabbing in my chest
squeezing feeling in my chest
my chest aches and my jaw hurts
my jaw aches and my left arm is numb
left arm went numb in the middle of the set
left arm tingling and im sweating
pain shooting into my jaw
pain from chest to arm
heart attack symptoms after deads
think im having a heart attack
heart is pounding out of my chest and wont slow down
heart is beating out of rhythm
heart skipped a few beats then started racing
my heart keeps fluttering
heart was doing flips and i got light headed
irregular heartbeat after squats
heartbeat feels off and im dizzy
heart palpatations since the last set
racing heart at rest wont calm down
i cant breath
i can barely breathe
cant get a full breath
cant get enough air
cant get any air
gasping for air 10 minutes after the set
i couldnt breathe for a minute
having trouble breathing
hard to breathe since the set
struggling to breath
short of breath just sitting here
im wheezing and cant breathe
breathing is really hard right now
out of breath at rest
out of breath even sitting down
i fainted at the gym
fainted during squats
almost fainted after that set
nearly fainted
felt faint and had to lie down
i passed out under the bar
passed out on the gym floor
almost passed out mid set
passed out for a few seconds after deadlifts
think i passed out
blacked out on the 4th rep
everything went black for a second
my vision went black
blackout after deadlifts
lost consciousness for a bit
i was unconscious for a minute
woke up on the floor after my set
came to on the floor
i collapsed after the set
legs gave out and i collapsed
greyed out and fell
worst headache of my life
sudden splitting headache on the last rep
thunderclap headache during leg press
exploding headache mid rep
headache came out of nowhere and its the worst ive had
my speech is slurring
words are coming out slurred
words coming out wrong
cant get my words out
cant speak properly
half my face is droopy
half of my face is numb
face is drooping on one side
one side of my face droops
left side of my body went numb
right side went weak
whole left side feels weak
cant move my left side
suddenly cant see out of my left eye
lost vision in one eye
seeing double after the lift
suddenly really confused after the set
i think i had a seizure
had a stroke or something, face is numb
numb between my legs since deadlifts
groin is numb after squats
numbness in the saddle area
cant feel my groin
cant feel anything down there
no feeling between my legs
numb down there
my inner thighs and groin go numb
cant feel when i pee
i peed myself on that deadlift and cant feel it
cant control my bladder since yesterday
cant control my bowels
lost control of my bowels
i cant pee since the squats
cant hold my pee
wet myself and my legs are weak
shit myself on the squat and my legs are numb
both legs feel weak since the deadlift
both legs went numb
legs are numb and weak
i cant feel my legs
cant move my legs
cant feel my feet
my pee is brown like cola
pee is dark as coke
peeing blood after the workout
blood in my pee
piss is the color of tea
urine is coca cola colored
my urine is really dark and my arms are swollen
dark pee after 100 pull ups
brown pee
pee looks like iced tea
pissing brown
pee turned red
i think i have rhabdo
coughing up blood
spitting blood after the set
threw up blood
puked blood
dropped the bar on my neck
bar fell on my throat
bar slipped and hit my throat
bar landed on my chest and it hurts to breathe
hit my head on the rack and feel sick
banged my head on the floor
think i have a concussion
barbell crushed my neck
i want to kill myself
i dont want to be alive anymore
i dont want to be here anymore
dont want to live
id rather be dead
wish i was dead
wish i wasnt here
i want to end it
thinking about ending it all
thinking of killing myself
suicidal thoughts lately
feeling suicidal
i have been thinking about suicide
no point in living
theres no point in living anymore
i hate my life and want to die
i wanna kms
going to hurt myself
ive been cutting myself
everyone would be better off without me
better off if i was dead
pregnant and bleeding after squats
im pregnant and got dizzy
my water broke during squats
brustschmerzen beim bankdrücken
schmerzen in der brust
druck auf der brust
stechen in der brust
meine brust tut weh
ich kriege keine luft
ich bin umgekippt
bin ohnmächtig geworden
mir wurde schwarz vor augen
mein linker arm ist taub
urin ist dunkelbraun
ich will nicht mehr leben
me duele mucho el pecho
dolor en el pecho
presión en el pecho
no puedo respirar bien
me desmayé en el gym
casi me desmayo
se me durmió el brazo izquierdo
orina oscura
me quiero morir
no quiero vivir
douleur dans la poitrine
j'ai mal à la poitrine
je n'arrive pas à respirer
je me suis évanouie
j'ai perdu connaissance
urine foncée
je veux mourir
dor no peito
aperto no peito
falta de ar
desmaiei no treino
quase desmaiei
urina escura
quero morrer
dolore al petto
mi fa male il petto
non riesco a respirare
sono svenuto
quasi svenuto
urina scura
voglio morire
боль в груди
болит сердце
давит в груди
не могу дышать
потерял сознание
упал в обморок
темная моча
не хочу жить
ból w klatce piersiowej
boli mnie klatka
nie mogę oddychać
zemdlałem
zemdlałam
straciłem przytomność
ciemny mocz
chcę umrzeć
pijn op de borst
druk op mijn borst
ik kan niet ademen
flauwgevallen
ik viel flauw
donkere urine
ik wil dood
how many pills to take to sleep forever
how many tylenol to take and never wake up
how many pills would kill me
i want to take all my pills
squat in the sun, feeling confused and dizzy
cutting myself helps more than lifting
i cut myself last night
i took 4 scoops of preworkout and my heart wont slow down
heart won't slow down since my set
my heart will not slow down
my heart rate wont come down
my pulse is still 180 ten minutes after the set
my heart rate is still 172 an hour after training
my heart is still 150 at rest
stopped sweating in the heat, feel confused and cold
very hot, confused and not sweating
i think i have heat stroke
coughing up pink foam
i coughed up pink froth
my vision goes grey at lockout on deadlift
vision tunnels on heavy pulls
pain between my shoulder blades tearing, during deadlift
tearing pain between my shoulder blades
"""

URGENT = """
tore my acl 3 years ago and felt a pop again
felt a pop in my pec
felt a pop in my shoulder and now its weak
heard a pop in my knee
loud pop from my hamstring
something popped in my elbow
something snapped in my back
something ripped in my bicep on rows
something tore in my chest
felt something tear in my groin
felt something rip in my pec
felt something give in my back
felt something pull and pop in my calf
my bicep rolled up
bicep looks like popeye
shoulder popped out
shoulder popped out of its socket
dislocated my shoulder
shoulder came out of the socket
i tore my pec
think i tore my acl
pretty sure my hamstring tore
ruptured my achilles
bruise spreading on my pec
hamstring is bruised and black
my pec is purple
shoulder went pop on the press
knee went pop
knee buckled and swelled up
knee swelled up like a balloon
elbow is really swollen
ankle is swollen after squats
wrist swelled up overnight
knee is swolen
my knee locked up
knee is locked, cant straighten it
cant straighten my elbow
cant bend my knee
cant lift my arm anymore
cant raise my arm above my head
i cant grip anything with my right hand
cant grip now
lost strength in my left hand
no strength in my arm since the pop
arm is weak since i heard a snap
my hand is weak and tingling
cant put any weight on my ankle
cant put weight on it
cant walk on it
shooting pain down my leg
pain shoots down my leg to the foot
zaps down my leg
zaps down my leg to the foot and toes are numb
electric shocks down my arm
burning pain down my leg
sciatica is back and my foot is numb
numb toes after deadlifts
toes are numb
fingers are numb
fingers tingle on every rep
hand keeps going numb
my hand fell asleep and wont wake up
foot drop since yesterday
my foot drags when i walk
numbness in my left hand
tingling down my right leg
pins and needles in both hands
back pain going down to my calf
pain runs from my back to my toes
dizzy after every set
got dizzy twice
really dizzy
so dizzy i had to sit
lightheaded after squats
light headed on every set
seeing stars after deadlift
room was spinning
head is spinning
saw stars on the last rep
vertigo when i lie down on the bench
back pain is getting worse every set
knee pain gets worse with every rep
pain in my shoulder is getting worse
elbow hurts more and more each set
my back hurts so much i changed my form
knee gave out on the way up
knee gives way
my knee buckled
back gave out
habe einen knall in der schulter gehört
knie ist geschwollen
taubheit in den fingern
mir ist schwindelig
bizeps gerissen
rodilla hinchada
estoy mareado
se me rompió el bíceps
hormigueo en la mano
genou gonflé
j'ai la tête qui tourne
fourmillements dans la main
joelho inchado
estou tonto
ginocchio gonfio
mi gira la testa
колено опухло
кружится голова
онемели пальцы
что-то хрустнуло в плече
kolano spuchło
kręci mi się w głowie
drętwieją mi palce
knie is gezwollen
ik ben duizelig
my leg gave way and i cant lift my foot since deadlift
cant lift my toes since deadlifts
my leg keeps giving out
theres a bulge in my groin when i brace
a lump came out at my belly button when i squatted
i think i have a hernia
i have an inguinal hernia
a plate fell on my foot and the toe is crooked
a plate fell on my foot and the toe is crooked and black
dropped a dumbbell on my foot
my toe is black
one kidney only, is heavy squat ok
i only have one kidney, can i squat heavy
"""

NO_FLAG = """
out of breath while squatting
breathing really hard after that set
no strength in my legs today
cant feel my butt on hip thrusts
really confused after reading the program
cant hold it with double overhand
felt it go up easy
after arm day i fell asleep at 9
cant walk after leg day
cut myself to 180 lbs last year
ran 5 kms
couldnt find words to thank you
knees buckled in a bit on 405
chest is dead from bench
chest is fried
chest day was brutal
chest is sore 7
chest sore from bench, 6/10
chest feels pumped
chest pump was insane
chest is toast
chest felt strong today
bar to chest 185x5
paused it on my chest for 2 seconds
bounced it off my chest
touched my chest on every rep
chest up on squats
chest supported row 90x10
chest press 120x10
heavy chest day
heart is in it
my heart wasnt in it today
heart rate 150 on the bike
heart rate got to 170 on the rower
heart rate was up
with all my heart
love this gym with all my heart
broke my heart to miss that rep
heartbreaking miss at 405
leg day killed me
legs are dead
those squats killed me
that set killed me
this program is killing me
work is killing me
the heat is killing me
doms are killing me
leg day is gonna kill me
coach youre killing me
you trying to kill me coach
kill it today
killed it on bench
killed that set
im dead
im dying lol
dying after that set
i almost died on that set lol
almost died on leg day lol
id die for that squat
to die for
squats till i die
dead tired
dead from work
dead hang 45s
deadlifts dead stop 3x5
dead bug 3x10
skull crushers 75x10
passed out at 10pm
passed out at 10pm and woke up at 6am
passed out at 11:30, up at 6
passed out around midnight
passed out by 9
passed out early last night
passed out on the couch, slept 8
passed out right after dinner, slept 9h
passed out as soon as i got home
passed out like a baby
passed out watching tv
went to bed at 11 but idk when i actually passed out lol
idk when i passed out last night, maybe 1am
slept like the dead
slept like a rock
crashed at 9 slept 9 hours
knocked out by 10, slept 8
out cold by 9pm
was out like a light
blacked out drunk on saturday, no gym
power went out, blackout at the gym
blackout curtains changed my sleep
stroke of luck
stroke rate 28 on the erg
stroke of genius
rowing 24 strokes per minute
took my breath away
out of breath after 20 reps
breathing hard after that set
breathed through it
couldnt catch a break
hold my breath and brace
big breath and brace
no chest pain
no chest pain today, bench 185x5
chest pain is gone
my chest doesnt hurt anymore
no pain anywhere
zero pain today
pain free squats
pain-free bench finally
without any pain
no numbness no tingling
not dizzy at all
didnt faint lol
didnt pass out this time
no dizziness
not numb anymore
knee isnt swollen anymore
the swelling is gone
headache is gone
just the usual soreness
not injured just sore
no pain no gain
pain is weakness leaving the body
hurts so good
it wouldnt hurt to rest
wouldnt hurt to add 5 lbs
hurt my pride more than anything
hurt my ego
pain in the ass to set up
this app is a pain
what a pain the gym is closed
painfully slow reps
pain cave today
suicide grip bench
suicide sprints after squats
commercial gyms want to kill me with the music
that workout was murder
murdered that set
shot after leg day
shoot for 225 next week
shooting for a pr
my dog died
my grandpa died last week so i skipped
my dad had a heart attack so no gym this week
my mom fainted yesterday
my friend tore his acl
my brother passed out at the gym
my wife is pregnant and bleeding money on baby stuff
a guy at the gym passed out
some dude fainted next to me
she dislocated her shoulder
he blacked out on his deadlift
my training partner tore his pec
my buddy has chest pain
his knee is swollen
her back hurts
they said he had a stroke
my coach had a stroke in 2010
watched a video of a guy tearing his pec
saw a guy pass out squatting
had a heart attack in 2015, cleared by my doctor
i tore my acl 5 years ago
tore my pec in 2019, fully healed
dislocated my shoulder as a kid
broke my wrist years ago
i had a concussion in high school
fainted once as a kid
used to get dizzy on squats
used to have back pain
knee surgery 3 years ago, all good now
back in 2018 i ruptured my achilles
popped a pr
popped in to the gym
popped off today
popcorn and a movie
pop tart before training
snap city memes
snapped a pic of my squat
snapchat me the video
ripped through those sets
getting ripped
tear it up today
tearing it up in the gym
tore through the workout
numb from boredom
mind numbing cardio
dizzying amount of reps
dizzy with joy lol
swole af
getting swole
my biceps are swole
pump so good my arms are swollen
seeing gains
seeing stars wars tonight
faint memory of my old pr
faint hope of hitting 405
the gym is a stroke of luck away
dark room, good sleep
dark chocolate and coffee
black coffee and bench
brown rice and chicken
coke before squats
peed before deadlifts so i dont leak lol
drinking so much water i pee all day
bleeding shins from deadlifts, 315x5
ripped a callus, bleeding a bit
shin scrape from the bar
bar hit the safeties
bar slipped out of my hands
dropped the bar on the floor
dropped the weight to 185
weight dropped to 180
hit chest 185x5
hit legs today
hit my head on the pillow at 10, slept 8
face pulls 50x15
face the wall
went numb to criticism
hand me the bar
my hands are ripped up
grip gave out on deadlifts
grip failed at 405x4
legs gave out on rep 8
arms gave out on the last set of pushups
arms are jelly
legs are jelly
legs are shaking after squats
cant feel my legs lol leg day
cant walk after leg day lol
cant lift my arms after shoulder day lol
cant sit on the toilet after leg day
cant lift tomorrow
cant lift today, busy
cant move on to the next program yet
couldnt lift this week because of work
cant speak highly enough of this program
cant talk now
confused about the program
confused by the new split
double vision of gains
weak today
feeling weak today
felt weak on bench
weak and tired
bench was weak
my squat is weak
sudden strength gains
under pressure at work
pressure at work is high
blood pressure 120/80
blood pressure was fine at the doctor
blood flow restriction curls
blood sweat and tears
bleeding edge program
cold sweat weather
hot and sweaty
keine brustschmerzen
kein schwindel
brust 3x10
brusttraining war gut
no me duele nada
sin dolor
pecho y tríceps hoy
pas de douleur
poitrine et triceps
sem dor
treino de peito
petto e tricipiti
nessun dolore
грудь и трицепс
без боли
klatka i triceps
bez bólu
borst en triceps
geen pijn
i nearly passed out laughing at the gym
the bar hurts my hands on deadlift, any tip?
my hands hurt from the bar
my hands hurt from holding the bar
tore a callus on my hand
i could sleep forever after leg day
how to stop sweating at the gym
cutting myself some slack this week
how many pills of creatine should i take
how many pills of magnesium to sleep better
legs gave out on rep 8
the bar slipped out of my hands at 180
heart rate 180 during sprints
tunnel vision on my squat goals
confused about hot yoga
lose my belly bulge
i eat kidney beans and one kidney bean salad
how do i avoid heat stroke in summer
knee injury prevention tips
will squats give me a knee injury?
i eat an apple a day
i live on coffee lol
havent had any pain for 3 days
havent eaten since breakfast, should i lift
havent eaten since last night
havent eaten in three hours
havent eaten meat for 3 days
i dont eat anything but chicken and rice
"""
