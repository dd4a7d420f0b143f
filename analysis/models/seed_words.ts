import type { categories } from "./categories.ts";

/** Words that speak for a category, written down by hand: they say where to begin when few posts are labelled. */
export const seedWords: Readonly<Record<keyof typeof categories, string>> = {
  daily_life:
    "today tonight morning tomorrow sleep bed woke tired bored lol lmao omg feeling feel wanna gonna my me im i'm " +
    "dog cat weather rain snow monday friday weekend birthday happy sad cry love hate literally guess mood life day",
  news:
    "president government minister senate congress election vote voters police court law war ukraine russia russian " +
    "putin biden trump democrats republicans gop covid vaccine vaccinated mask pandemic protest racism rights climate " +
    "abortion gun guns shooting killed attack crisis policy tax taxes news breaking report justice murder army military " +
    "political politics politicians parliament freedom democracy refugees inflation killing terrorist supreme",
  relationships:
    "boyfriend girlfriend husband wife love dating date couple marriage married wedding relationship crush ex kiss friend " +
    "friends bestie friendship mom mum dad mother father parents son daughter kids children baby sister brother family " +
    "grandma grandpa aunt uncle cousin niece nephew valentine valentines heart miss him her hug engaged",
  sports_and_fitness:
    "game team season league football soccer nfl nba mlb nhl ufc f1 wwe cup match goal goals score player players coach " +
    "quarterback qb touchdown win wins won final finals playoffs championship champion olympics tennis golf cricket rugby " +
    "hockey basketball baseball superbowl draft fans stadium club united arsenal chelsea liverpool madrid barca race racing " +
    "gym workout fitness training run running yoga diet health healthy doctor hospital cancer mental therapy muscle weight",
  celebrity_and_style:
    "celebrity famous actor actress idol bts blackpink kpop taylor beyonce kim kardashian kanye rihanna bieber harry fans " +
    "fandom icon stan queen red carpet oscars grammys award awards photoshoot model fashion outfit dress shoes style makeup " +
    "beauty hair nails wear wearing designer vogue skirt jeans sneakers jimin jungkook taehyung jin yoongi namjoon zendaya",
  film_and_arts:
    "movie movies film films cinema netflix hbo disney marvel mcu batman spiderman trailer episode episodes season series show " +
    "tv watch watching watched anime manga cast scene scenes director documentary horror actor youtube video stream art " +
    "artist painting drawing draw drawn museum gallery poem poetry book books novel author theatre culture sketch fanart",
  music:
    "song songs music album albums band concert tour lyrics singer rapper rap hiphop spotify playlist single track vocals " +
    "guitar piano drummer mixtape ep dj radio listen listening sing singing grammy rock jazz pop debut mv vinyl tickets",
  gaming:
    "game games gaming gamer xbox playstation ps4 ps5 nintendo switch pokemon minecraft fortnite roblox steam twitch streamer " +
    "stream zelda mario elden valorant overwatch league legends dlc console pc rpg fps esports quest genshin warzone sims npc",
  business_and_technology:
    "business company companies startup entrepreneur ceo market markets stock stocks invest investing investment crypto bitcoin " +
    "nft nfts eth blockchain sales marketing brand customers money bank finance economy job jobs hiring career product tech " +
    "technology software app apple google microsoft amazon tesla elon musk ai data science scientists research nasa space " +
    "rocket climate physics code coding developer iphone android internet computer robot engineering energy",
  learning:
    "school college university student students teacher teachers class classes exam exams homework study studying learn learning " +
    "education lecture professor degree graduate graduation campus semester essay thesis phd library read reading history " +
    "facts training course courses tutorial lesson lessons kids youth teach teaching academic scholarship math freshman",
  food_and_travel:
    "food eat eating dinner lunch breakfast brunch restaurant pizza burger chicken cheese coffee tea wine beer cake chocolate " +
    "cook cooking recipe recipes delicious tasty hungry cookies bread rice soup salad meal vegan kitchen bake baking travel " +
    "trip vacation holiday flight airport plane hotel beach tour tourist visit visiting city island paris london mountain " +
    "hiking adventure road train explore journey passport",
  other:
    "hobby hobbies collection collecting craft crafts knitting garden gardening photography camera photo puzzle cards lego " +
    "fishing camping cars car motorcycle pets puppy giveaway wordle astrology zodiac horoscope tarot reading toys stickers",
};
