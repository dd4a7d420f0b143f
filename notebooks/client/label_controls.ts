/** Names the controls of a form of Inputs that its label does not reach: the slider beside a number, the boxes of a table. */
export function labelControls(form: Element): void {
  if (!/\binputs-/.test(form.getAttribute("class") ?? "")) return;
  const name = form.querySelector("label")?.textContent?.trim() || "Value";
  for (const control of form.querySelectorAll<HTMLInputElement>("input, select, textarea")) {
    if (control.labels?.length || control.hasAttribute("aria-label")) continue;
    const row = control.closest("tr");
    control.setAttribute(
      "aria-label",
      row === null ? name : row.parentElement?.tagName === "THEAD" ? "All rows" : "Row",
    );
  }
}
