import { english } from "./english.ts";
import { phrases } from "./names.ts";
import { makeVoice } from "./voice.ts";

/** Talk about software that does not exist. */
export const software = makeVoice(english, {
  subjects: phrases(
    `{tool} | {tool} | {tool} | the {part} | our {part} | the {tool} {part} | the new {part} | a custom {part}
    | the {part} in {tool} | the {tool} release | my build | the type checker | the legacy service
    | the code review | the flaky test | this migration | the on-call rotation | the cache | the {tool} documentation
    | the parser | the staging cluster | the retry logic`,
  ),
  predicates: {
    good: phrases(`is fast and elegant | just works, amazing | saved my weekend | has excellent error messages
      | passed on the first try, yay | is a pleasure to use | got a huge speed boost | has the most helpful maintainers`),
    bad: phrases(`is broken on main | crashed in production | fails only on Fridays | is painfully slow
      | leaks memory, what a nightmare | lost my config | is a confusing mess | was hacked together in panic`),
    flat: phrases(
      `moves to version 3 | needs a newer compiler | logs everything as JSON | was rewritten in a week
      | uses 40 MB of memory | reads from standard input | has a new plugin interface | drops the old config format`,
    ),
  },
  asides: phrases(
    `, diff below | , tabs not spaces | , reverted for now | , works on my machine | , see the changelog
    | , p99 is 80 ms`,
  ),
  tags: phrases(`devcorner | opensource | refactor | oncall | release | debugging | typesafety`),
});

/** Talk about offices and learning. */
export const work = makeVoice(english, {
  subjects: phrases(`the Monday meeting | my desk plant | the coffee machine | the new hire | the open office
    | this spreadsheet | my evening class | the exam | the job interview at {company} | the four day week
    | the team lunch | the printer | the onboarding at {company} | my calendar | the training course | payday`),
  predicates: {
    good: phrases(
      `was surprisingly fun | is a wonderful help | went really well, so proud | is the highlight of my week
      | got me a promotion, yes! | makes everyone kinder | is finally fixed, hooray | was inspiring`,
    ),
    bad: phrases(`is a waste of life | gave me a headache | was cancelled, rude | is so stressful
      | made half the team cry | is broken again, of course | was boring beyond belief | left me exhausted`),
    flat: phrases(`moved to 10:30 | takes the whole afternoon | is in room 204 | needs a signature
      | has 31 columns | starts next month | is blue now | comes with a badge`),
  },
  asides: phrases(`, calendar says | , it is only Tuesday | , minutes to follow | , asking for a friend
    | , second coffee | , camera off`),
  tags: phrases(`officelife | remote | studynotes | coffee | mondaymood | newjob`),
});

/** Talk about pets, gardens and other small things. */
export const smallThings = makeVoice(english, {
  subjects: phrases(
    `my {animal} | the {animal} next door | our old {animal} | the {animal} on {street} | my {plant}
    | the {plant} on the balcony | the {plant} from the market | the rescued {animal} | the neighbour's goat | the tomato plant | our old dog | the hedgehog under the shed
    | the bird feeder | my knitting | the jigsaw | the allotment in {town} | the houseplant | the puppy
    | the robin | my bicycle | the charity shop | the rabbit | the compost heap`,
  ),
  predicates: {
    good: phrases(
      `is so cute today | brought me a present | is healthy again, thank you all | bloomed overnight, beautiful
      | is the sweetest | learned a new trick, proud | looks adorable in the sun | cheered me up`,
    ),
    bad: phrases(`is sick, I'm worried | ate my homework | ran away, please help | died this morning, so sad
      | chewed the sofa, bad idea | is lonely | attacked the postman | was stolen last night`),
    flat: phrases(`sleeps on the radiator | has 12 new leaves | sits in the window | moved to the shed
      | needs a bigger pot | is three years old | weighs 4 kilos | watches the street`),
  },
  asides: phrases(
    `, picture below | , third this spring | , name suggestions? | , since yesterday | , rescued in {town}
    | , ask me anything`,
  ),
  tags: phrases(`smallthings | catsof | allotment | birdwatch | knitting | dogwalk`),
});
