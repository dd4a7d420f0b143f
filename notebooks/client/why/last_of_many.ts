/** An act that runs at most once in `everyMs`: of calls that come closer together it runs for the last. */
export function lastOfMany<Value>(everyMs: number, act: (value: Value) => void): (value: Value) => void {
  let ranAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (value) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      ranAt = Date.now();
      act(value);
    }, ranAt + everyMs - Date.now());
  };
}
