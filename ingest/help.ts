import { describeSettings } from "./base/settings.ts";

/** The text of `--help`: what it does, its options, and the settings of the environment. */
export function helpText(usage: string, about: string, options: { option: string; about: string }[]): string {
  const settings = describeSettings().map(({ name, fallback, about }) => ({
    option: name,
    about: `${about}${fallback === "" ? "" : ` (default ${fallback})`}`,
  }));
  const table = (rows: { option: string; about: string }[]) =>
    rows.map(({ option, about }) => `  ${option.padEnd(18)}  ${about}`).join("\n");
  const optionPart = options.length === 0 ? "" : `\nOptions\n${table(options)}\n`;
  return `${usage}\n\n${about}\n${optionPart}\nSettings of the environment\n${table(settings)}`;
}
