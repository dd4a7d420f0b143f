import { element } from "./dom.ts";
import { askForUtc, asksForUtc, ownZone } from "./reader_zone.ts";

/** The button at the foot that changes all times between the reader's zone and UTC; none where that is the same. */
export function addZoneSwitch(foot: HTMLElement, leaveZone: (zone: string) => void): void {
  if (ownZone() === "UTC") return;
  const other = asksForUtc() ? ownZone() : "UTC";
  const change = () => {
    askForUtc(other === "UTC");
    leaveZone(other);
    // Times stand all over the page, also in posts that are long drawn: it comes anew, painted with the other zone.
    location.reload();
  };
  foot.append(element("button", { type: "button", class: "gs-link", onclick: change }, `Times in ${other}`));
}
