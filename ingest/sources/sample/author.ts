import { communities } from "./communities.ts";
import { keyOf } from "./random.ts";

/** Authors of all communities together, without a rate. */
const allAuthors = 8000;
/** Every so many-th author is a machine. */
const machineEvery = 61;

/** Somebody who does not exist. */
export interface Author {
  id: string;
  name: string;
  /** Followers. */
  reach: number;
  automated: boolean;
}

/** How many authors a community has. */
export function authorCount(community: number, crowd: number): number {
  return Math.max(20, Math.round(allAuthors * communities[community]!.share * crowd));
}

/** The author of a rank in a community: always the same one. */
export function authorOf(seed: number, community: number, rank: number): Author {
  const number = rank * communities.length + community;
  const key = keyOf(seed, number, 0xa07);
  const first = (number * 37 + seed) % firsts.length;
  const last = Math.floor(number / firsts.length);
  const ending = Math.floor(last / lasts.length);
  const luck = (key % 100_000) / 100_000;
  return {
    id: `u${number.toString(36)}`,
    name: `${firsts[first]}${key % 3 === 0 ? "_" : ""}${lasts[last % lasts.length]}${ending || ""}`,
    reach: Math.round(12 * 10 ** (3.8 * luck * luck)),
    automated: rank % machineEvery === machineEvery - 1,
  };
}

const firsts =
  ("amber ashen bold brisk calm cedar clever copper coral crisp dapper dusty eager early fuzzy gentle " +
    "giddy golden hazy humble idle indigo jolly keen lazy lively lucky mellow merry misty nimble odd olive pale " +
    "plain polar proud quiet quick rapid rosy rusty salty shy silver sleepy sly solar stray sunny swift tidal tiny " +
    "urban velvet vivid wandering wild windy witty").split(" ");
const lasts =
  ("anchor badger bakery barge beacon beetle bicycle biscuit bramble button candle caravan clover compass " +
    "cricket donkey drummer ember falcon fiddle finch gardener goose hammock harbour heron hinge jigsaw kettle " +
    "kiosk ladder lantern lemon magpie marble meadow mitten moth mustard nettle noodle orchard otter paddle parsnip " +
    "pebble pepper pigeon pilot pocket puffin quilt raven saddle sparrow spoon teapot thimble tinker tulip umbrella " +
    "violin walnut weaver whistle willow").split(" ");
