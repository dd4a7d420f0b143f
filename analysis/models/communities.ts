import type { categories } from "./categories.ts";

/** Communities of Reddit that mostly write about a category, by hand; what recorded posts have of them is weakly labelled. */
export const communities: Readonly<Record<keyof typeof categories, string>> = {
  daily_life:
    "aww cats dogpictures corgi pugs husky germanshepherds rabbits tifu casualiama showerthoughts " +
    "britishproblems rant talesfromretail talesfromyourserver firstworldproblems self confession " +
    "confessions doesanybodyelse dae blunderyears trollxchromosomes puppies awww mademesmile toosoon " +
    "pettyrevenge teenagers pics facepalm drunk introvert socialanxiety happy datfeel leaves " +
    "talesfromthepizzaguy talesfromtechsupport unsentletters adviceanimals fffffffuuuuuuuuuuuu adhd " +
    "bipolar catpictures goldenretrievers labrador pitbulls dachshund shiba lookatmydog animalsbeingderps " +
    "animalsbeingjerks birdpics rats ferrets guineapigs foreveralone tall short weather dreams",
  news: "news worldnews politics inthenews restorethefourth libertarian conservative liberal progressive " +
    "socialism communism anarchism canadapolitics ukpolitics politicaldiscussion neutralpolitics " +
    "moderatepolitics geopolitics worldpolitics worldevents northkoreanews northkorea conspiracy " +
    "gunsarecool gunpolitics progun privacy upliftingnews nottheonion newsofthestupid republican democrats " +
    "feminism feminisms mensrights israel palestine islam wikileaks libertarianmeme justiceporn " +
    "bad_cop_no_donut racism economics environment europe china russia korea india collapse ask_politics " +
    "politic truereddit climate military army usmc protectandserve",
  relationships:
    "relationships relationship_advice breakups longdistance dating dating_advice okcupid deadbedrooms " +
    "seduction weddingplanning wedding beyondthebump mommit daddit parenting babybumps raisingkids " +
    "breastfeeding childfree pregnant askmen askwomen askgaybros actuallesbians polyamory nonmonogamy r4r " +
    "love foreveralonedating makenewfriendshere needafriend socialskills sex theredpill relationship_tips",
  sports_and_fitness:
    "nba nfl nhl mlb baseball hockey soccer football sports lakers hawks braves torontobluejays dodgers " +
    "bostonbruins redsox orioles leafs nyknicks chelseafc reddevils gunners liverpoolfc barca formula1 " +
    "nascar mma boxing ufc cricket rugbyunion afl golf tennis cycling running fitness xxfitness weightroom " +
    "bodybuilding bodyweightfitness crossfit leangains gainit loseit keto xxketo ketogains progresspics " +
    "powerlifting weightlifting yoga triathlon swimming climbing skiing snowboarding surfing bjj muaythai " +
    "squaredcircle wwe collegebasketball cfb fantasybaseball cubs yankees cardinals sfgiants bulldogs caps " +
    "flyers penguins sanjosesharks detroitredwings canucks steelers cowboys patriots ravens seahawks " +
    "greenbaypackers nygiants 49ers chibears denverbroncos redskins texans minnesotavikings bostonceltics " +
    "chicagobulls basketball mls lacrosse discgolf ultimate nutrition health paleo theketodiet c25k " +
    "swoleacceptance insanityworkout p90x advancedrunning peloton velo motorsports skateboarding " +
    "longboarding diabetes stopsmoking fitmeals martialarts fitnesscirclejerk",
  celebrity_and_style:
    "emmawatson jenniferlawrence annakendrick arianagrande selenagomez taylorswift katyperry emmastone " +
    "scarlettjohansson milakunis mila_kunis aubreyplaza alisonbrie chloegracemoretz tomhiddleston " +
    "cumberbitches davidtennant victoriajustice kateupton christinahendricks celebs celebrities " +
    "gentlemanboners ladyboners kpop snsd rupaulsdragrace malefashion malefashionadvice " +
    "femalefashionadvice frugalmalefashion streetwear sneakers rawdenim makeupaddiction makeup " +
    "skincareaddiction fancyfollicles hair redditlaqueristas beauty malehairadvice fashion highheels " +
    "models tattoos teenmfa acne nextdoorasians starlets karengillan jennettemccurdy emiliaclarke " +
    "oliviawilde abrathatfits",
  film_and_arts: "movies television gameofthrones asoiaf madmen breakingbad doctorwho gallifrey hannibaltv " +
    "thewalkingdead startrek starwars marvelstudios marvel dccomics batman superman comicbooks comics " +
    "anime animesuggest onepiece naruto manga dbz evangelion ghibli netflix netflixbestof truefilm " +
    "movieposterporn moviesuggestions trailers filmmakers screenwriting art drawing doodles painting " +
    "illustration photography photocritique analog itookapicture books literature booksuggestions fantasy " +
    "scifi harrypotter lotr stephenking poetry writing writingprompts keepwriting thesimpsons futurama " +
    "familyguy adventuretime community arresteddevelopment pandr theoffice dundermifflin scrubs seinfeld " +
    "southpark spongebob house sherlock supernatural buffy firefly himym dexter psych survivor " +
    "spartacus_tv defiance museum streetart redditgetsdrawn graphicdesign typography architecture theatre " +
    "acting cosplay disney pixar documentaries videography vfx cinematography webcomics homestuck " +
    "sketchdaily artporn learnart badmovies horror jamesbond jurassicpark tolkienfans calligraphy origami " +
    "imaginarylandscapes",
  music:
    "music listentothis hiphopheads edm electronicmusic daftpunk coachella bonnaroo muse radiohead metal " +
    "metalcore punk indie indie_rock indiefolk folk jazz classicalmusic reggae ska guitar guitarpedals " +
    "guitarlessons bass drums piano singing vinyl spotify truemusic letstalkmusic thisisourmusic " +
    "makinghiphop wearethemusicmakers edmproduction ableton synthesizers dubstep realdubstep trap " +
    "trapmuzik techno trance dnb hardstyle electrohouse redhotchilipeppers greenday beatles pinkfloyd " +
    "led_zeppelin nirvana blink182 phish gratefuldead toolband deadmau5 skrillex ofwgkta 90shiphop hiphop " +
    "rap mashups coversongs progmetal progrockmusic djent postrock posthardcore blackmetal doommetal " +
    "poppunkers shoegaze chillmusic treemusic republicofmusic freemusic beatmatch djs audioengineering " +
    "musictheory festivals vocaloid jpop oldschoolcoolmusic metalmemes banjo ukulele",
  gaming: "gaming games pcgaming playstation ps4 ps3 xbox xboxone xbox360 wiiu nintendo 3ds vita pokemon " +
    "minecraft leagueoflegends summonerschool dota2 starcraft smashbros darksouls skyrim oblivion " +
    "elderscrollsonline fallout battlefield battlefield_4 battlefield3 blackops2 callofduty codzombies " +
    "halo masseffect dragonage bioshock dishonored zelda truezelda animalcrossing fireemblem finalfantasy " +
    "kingdomhearts metalgearsolid monsterhunter runescape 2007scape wow guildwars2 swtor ffxiv eve " +
    "planetside dayz arma kerbalspaceprogram dwarffortress civ crusaderkings paradoxplaza totalwar simcity " +
    "thesims terraria starbound dontstarve bindingofisaac ftlgame roguelikes pathofexile torchlight " +
    "borderlands borderlands2 grandtheftautov reddeadredemption assassinscreed farcry deadspace portal " +
    "halflife tf2 counterstrike globaloffensive worldoftanks warthunder warframe mwo smite awesomenauts " +
    "wildstar neverwinter destinythegame gamingsuggestions patientgamers truegaming girlgamers gamernews " +
    "gamedeals steam steamdeals emulation speedrun mindcrack feedthebeast tekkit fifa ea_fifa fifa13 nba2k " +
    "clashofclans mcpe pcmasterrace rpg dnd dungeonsanddragons pathfinder_rpg magictcg boardgames oculus " +
    "aoe2 letsplay gamephysics pokemontrades nuzlocke",
  business_and_technology:
    "technology science askscience programming learnprogramming python learnpython javascript " +
    "learnjavascript webdev php java cpp csharp golang haskell linux linuxquestions archlinux debian " +
    "sysadmin networking netsec android androidapps androidquestions apple iphone ios ipad mac windows " +
    "windowsphone windows8 microsoft google googleglass facebook twitter bitcoin litecoin bitcoinmining " +
    "entrepreneur startups smallbusiness business economy finance investing stocks stockmarket " +
    "personalfinance securityanalysis marketing socialmedia advertising realestate jobs resumes " +
    "cscareerquestions legaladvice buildapc buildapcsales techsupport hardware overclocking raspberry_pi " +
    "arduino 3dprinting reprap robotics askelectronics electronics engineering askengineers " +
    "machinelearning compsci artificial singularity futurology space nasa spaceflight astronomy physics " +
    "chemistry biology genetics neuroscience evolution geology kickstarter pebble tor vpn jailbreak tech " +
    "computers opensource gamedev unity3d iosprogramming androiddev energy renewableenergy freelance " +
    "forhire",
  learning:
    "college gradschool lawschool premed medicalschool engineeringstudents teachers teaching education " +
    "highereducation getstudying learnmath math askhistorians history historyporn askhistory " +
    "languagelearning learnjapanese duolingo spanish french explainlikeimfive todayilearned iwanttolearn " +
    "linguistics philosophy askphilosophy psychology asksocialscience askacademia matlab statistics " +
    "cheatatmathhomework gatech uofm ucla ucf uiuc osu berkeley libraries anthropology archaeology tefl " +
    "nursing proofreading grammar logophilia whatstheword academicphilosophy",
  food_and_travel:
    "food foodporn cooking recipes slowcooking askculinary baking breadit pizza sushi ramen bbq bacon " +
    "vegan vegetarian vegrecipes veganrecipes shittyfoodporn kitchenconfidential eatcheapandhealthy " +
    "budgetfood ketorecipes tonightsdinner 52weeksofcooking dessertporn coffee tea beer wine whiskey " +
    "scotch bourbon cocktails homebrewing beerporn spicy canning chefit bento japanesefood travel " +
    "solotravel backpacking hiking camping campingandhiking bicycletouring couchsurfing earthporn cityporn " +
    "skyporn italy paris london france germany japan japanlife newzealand australia toronto vancouver " +
    "montreal chicago boston seattle portland austin nyc losangeles sandiego hawaii florida california " +
    "colorado denver vegas disneyland appalachiantrail ultralight urbanexploration abandonedporn " +
    "villageporn aviation sailing",
  other:
    "knitting crochet sewing crafts woodworking gardening bonsai plantedtank aquariums reptiles snakes " +
    "herpetology fishing flyfishing hunting lego afol coins silverbugs knives edc mechanicalkeyboards " +
    "fountainpens cars autos carporn bmw volkswagen honda subaru mustang jeep trucks classiccars cartalk " +
    "mechanicadvice motorcycles airsoft paintball nerf guns ar15 ccw firearms vexillology geocaching " +
    "amateurradio radiocontrol warhammer warhammer40k beekeeping backyardchickens homestead " +
    "homeimprovement diy papercraft metalworking blacksmith welding astrophotography mycology cigars " +
    "pipetobacco electronic_cigarette thriftstorehauls interiordesign amateurroomporn malelivingspace " +
    "horses parrots kayaking archery lockpicking poker yugioh trainporn wicked_edge headphones watches " +
    "magic stencils occult",
};
