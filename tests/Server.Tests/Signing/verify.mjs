// Whoever holds a document, with a real browser: on a telephone in French and on a screen in English it chooses a file or gives
// a digest, by keyboard where that is possible, and reads what is told. Arguments: the address of the page, a file of ours, the
// same with something appended, a file that is not ours. Every page is shown to axe-core: what is printed is wrong.
import { readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { inspect, launch, openPage } from "../browser.mjs";

const [address, ours, appended, foreign] = process.argv.slice(2);
const words = {
  fr: { act: "Vérifier", intact: "authentique et inchangé.", appended: "octets y ont été ajoutés", unknown: "n’est pas de nous", nothing: "Choisissez un fichier" },
  en: { act: "Verify", intact: "genuine and unchanged.", appended: "bytes were appended", unknown: "is not ours", nothing: "Choose a file" },
};
const browser = await launch();
try {
  for (const [language, width] of [["fr", 360], ["en", 1280]]) {
    const { context, page } = await openPage(browser, language, width, console.log);
    const told = words[language];
    const look = async (what, text) => {
      const main = await page.locator("main").innerText();
      if (text && !main.includes(text)) console.log(`${what}: not told "${text}" but ${main}`);
      await inspect(page, `${what} at ${width} px`, console.log);
      if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/verify-${what}-${width}.png`, fullPage: true });
    };
    const send = () => Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: told.act }).press("Enter")]);
    await page.goto(address);
    await look("form");
    await send();
    await look("nothing", told.nothing);
    for (const [what, file] of [["intact", ours], ["appended", appended], ["unknown", foreign]]) {
      await page.locator("#file").setInputFiles(file);
      await send();
      await look(what, told[what]);
    }
    await page.locator("#sha256").fill(createHash("sha256").update(readFileSync(ours)).digest("hex"));
    await send();
    await look("digest", told.intact);
    await context.close();
  }
} finally {
  await browser.close();
}
