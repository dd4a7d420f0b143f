/** Runs acts one after another, in the order in which they asked; one that fails does not hold up the next. */
export function createOneByOne(): <Result>(act: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (act) => {
    const mine = last.then(act);
    last = mine.catch(() => {});
    return mine;
  };
}
