/** Keeps the room of a cell that comes late, so that it does not push away what is read by then. */
export function keepRoom(place: HTMLElement): void {
  place.dataset["late"] = "";
}

/** Gives a late cell that has come its own height, as soon as that moves nothing that is in sight. */
export function giveBackRoom(place: HTMLElement): void {
  if (place.dataset["late"] !== "") return;
  place.dataset["late"] = "drawn";
  const release = () => delete place.dataset["late"];
  const { bottom } = place.lastElementChild!.getBoundingClientRect();
  if (bottom < 0 || bottom > document.documentElement.clientHeight) return void release();
  const observer = new IntersectionObserver((entries) => {
    if (entries.at(-1)!.isIntersecting) return;
    observer.disconnect();
    release();
  });
  observer.observe(place);
}
