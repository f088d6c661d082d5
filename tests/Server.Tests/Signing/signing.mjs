// A customer who signs, with a real browser: reads the page of its link, on a telephone in French and on a screen in English,
// finds its way by keyboard, signs with a code, refuses, comes back to links that are closed. What only others have (the link,
// the code) it asks for in a line of its output and reads from a line of its input. Every page is shown to axe-core: what it
// prints after "fault" is wrong.
import { createInterface } from "node:readline";
import { inspect, launch, openPage } from "../browser.mjs";

const words = {
  fr: { sign: "Signer le devis", refuse: "Refuser le devis", code: "Recevoir un code par courriel", signed: "Vous avez signé", refused: "Vous avez refusé", closed: "n’est pas valable", wrong: "n’est ni signé ni refusé", pdf: "Lire le devis (PDF)" },
  en: { sign: "Sign the quote", refuse: "Refuse the quote", code: "Get a code by e-mail", signed: "You signed", refused: "You refused", closed: "is not valid", wrong: "neither signed nor refused", pdf: "Read the quote (PDF)" },
};
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const ask = async (...said) => {
  console.log(said.join(" "));
  return (await lines.next()).value;
};
const spaced = (text) => text.replaceAll(/\s/g, " ");
const fault = (text) => console.log(`fault ${text.replaceAll("\n", " / ").slice(0, 600)}`);

const browser = await launch();
try {
  for (const [language, width] of [["fr", 360], ["en", 1280]]) {
    const { context, page } = await openPage(browser, language, width, fault);
    const told = words[language];
    const main = () => page.locator("main").innerText();
    const look = async (what) => {
      await inspect(page, `${what} at ${width} px`, fault);
      if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/signing-${what}-${width}.png`, fullPage: true });
    };
    const expect = async (text, what) => {
      if (!spaced(await main()).includes(spaced(text))) fault(`${what}: not told "${text}" but ${await main()}`);
    };
    const leading = (act) => Promise.all([page.waitForEvent("load"), act()]);
    const open = async (how) => {
      const { url, read } = JSON.parse(await ask("link", language, how));
      await page.goto(url);
      for (const text of read) await expect(text, `the page of ${how}`);
    };
    const boxes = async () => {
      for (const box of await page.locator("input[type=checkbox]").all()) await box.check();
    };

    // Signs, with a code, by keyboard alone.
    await open("code");
    await look("open");
    await page.getByRole("button", { name: told.code }).focus();
    await leading(() => page.keyboard.press("Enter"));
    const code = await ask("code");
    for (const box of await page.locator("input[type=checkbox]").all()) {
      await box.focus();
      await page.keyboard.press("Space");
    }
    await page.locator("#code").focus();
    await page.keyboard.type("00000000" === code ? "11111111" : "00000000");
    await leading(() => page.keyboard.press("Enter"));
    await expect(told.wrong, "a wrong code");
    await look("wrong");
    await page.locator("#code").fill(code);
    await page.getByRole("button", { name: told.sign }).focus();
    await leading(() => page.keyboard.press("Enter"));
    await expect(told.signed, "signed");
    await look("signed");
    await page.reload();
    await expect(told.signed, "signed, looked at again");

    // Refuses, on another quote.
    await open("declined");
    await page.locator("summary").click();
    await page.locator("#reason").fill("Le prix <ne> convient pas.");
    await leading(() => page.getByRole("button", { name: told.refuse }).click());
    await expect(told.refused, "refused");
    await look("refused");

    // Links that are closed while their page is open.
    for (const how of ["revised", "expired", "resent"]) {
      await open(how);
      await boxes();
      const next = await ask("close", how);
      await leading(() => page.getByRole("button", { name: told.sign }).click());
      await expect(told.closed, how);
      if (how === "expired") await look("closed");
      if (!next) continue;

      // The link that took its place signs.
      await page.goto(next);
      await boxes();
      await leading(() => page.getByRole("button", { name: told.sign }).click());
      await expect(told.signed, how);
    }
    await context.close();
  }
} finally {
  await browser.close();
  process.stdin.destroy();
}
