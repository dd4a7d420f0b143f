import { phrases } from "./names.ts";
import type { Voice } from "./voice.ts";

/** What all English-speaking communities share. */
export const english: Omit<Voice, "subjects" | "tags"> = {
  lang: "en",
  space: " ",
  stop: ".",
  openings: {
    good: phrases(
      `so happy that | love how | good news everyone: | finally, | great to see that | can't stop smiling,
      | well done all, | okay wow, | not going to lie, | small joy of the day: | best surprise this week:
      | glad to report that | thankful today because | I'm delighted that | say what you like,`,
    ),
    bad: phrases(
      `ugh, | so annoyed that | I hate how | sad to say | seriously, | worst part of my day: | honestly fed up,
      | why is it that | disappointed again: | here we go again, | nobody asked but | I'm worried that
      | can't believe | sorry to moan but | it drives me mad that`,
    ),
    flat: phrases(
      `apparently | quick note: | so | for what it's worth, | looks like | heard that | anyone else notice
      | just a reminder: | reading that | my neighbour says | as far as I can tell | meanwhile | turns out | update:
      | today I learned that | question for the group:`,
    ),
  },
  predicates: {
    good: phrases(`is a delight | was better than I hoped | made me smile | is really growing on me
      | deserves more praise | was worth the wait | is the best thing about this week | turned out great`),
    bad: phrases(`is a complete mess | was a disappointment | keeps getting worse | is driving me crazy
      | let me down again | is not worth the trouble | was a waste of time | is broken and nobody cares`),
    flat: phrases(`came up twice today | is what everybody talks about here | was not what I expected
      | is back again | took about an hour | is on my list for next week | looks different this year
      | depends on who you ask`),
  },
  asides: phrases(
    `, at least around here | , or is that just me? | , same as last year | , and it's only the morning
    | , if you ask me | , more on that later | , just saying | , for the third time this month | , according to my sister
    | , and I was there | , as usual | , thoughts? | , from what I saw`,
  ),
  reactions: {
    good: phrases(
      `Made my day. | More of this please! | What a treat. | I'm impressed. | Big thanks to everyone involved.
      | Love it. | Feeling hopeful. | That was fun. | Could not be happier. | Perfect timing too.`,
    ),
    bad: phrases(
      `So frustrating. | What a shame. | I want my time back. | Not good enough. | Really sad about this.
      | Somebody should be ashamed. | I'm tired of it. | Terrible, just terrible. | Nobody listens anyway.
      | This is ridiculous.`,
    ),
    flat: phrases(
      `Let's see tomorrow. | Make of that what you will. | Anyway, back to work. | Details in the thread.
      | Will report back. | No opinion yet. | That's all I know. | Taking notes. | Photos later.
      | Has anyone else been there?`,
    ),
  },
  answers: {
    good: phrases(
      `yes! | totally agree, | thanks for this, | great point, | ha, love that, | welcome to the club,
      | congratulations, | good call,`,
    ),
    bad: phrases(
      `no way, | sorry, but | I disagree, | that's wrong, | stop it, | ouch, | not true, | be careful,`,
    ),
    flat: phrases(`maybe, | not sure, | depends, | same here, | source? | hm, | I'd wait, | could be,`),
  },
};
