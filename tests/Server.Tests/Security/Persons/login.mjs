// A person with a real browser: uses a one-time link, logs in, fails three times, is locked out, is reset, logs in again; in
// French on a telephone and in English on a screen. What only others have (the portal, the app, the operator) it asks for in
// a line of its output and reads from a line of its input. Every page is shown to axe-core: what it prints after "fault" is wrong.
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { inspect, launch, openPage } from "../../browser.mjs";

const words = {
  fr: { ready: "C’est prêt", wrong: "incorrect", tooMany: "Trop d’essais", logIn: "Se connecter", save: "Enregistrer" },
  en: { ready: "All set", wrong: "Wrong user name", tooMany: "Too many tries", logIn: "Log in", save: "Save" },
};
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const ask = async (...words) => {
  console.log(words.join(" "));
  return (await lines.next()).value;
};
const fault = (text) => console.log(`fault ${text}`);

const portal = createServer((_, answer) => answer.end("<!doctype html><title>Portal</title>back"));
await new Promise((begun) => portal.listen(0, "127.0.0.1", begun));
const back = `http://127.0.0.1:${portal.address().port}/back`;
const address = await ask("portal", back);

const browser = await launch();
try {
  for (const [language, width] of [["fr", 360], ["en", 1280]]) {
    const { context, page } = await openPage(browser, language, width, fault);
    const { ready, wrong, tooMany, logIn, save } = words[language];

    const look = async (what) => {
      await inspect(page, `${what} at ${width} px`, fault);
      if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${language}-${what}.png`, fullPage: true });
    };
    const told = async (text, what) => {
      if (!(await page.locator("main").innerText()).includes(text)) fault(`${what}: not told "${text}" but ${await page.locator("main").innerText()}`);
    };
    const use = async (link, password) => {
      await page.goto(link);
      await look("link");
      await page.fill("#password", password);
      await page.fill("#again", password);
      await page.fill("#code", await ask("app", await page.locator("#key").innerText()));
      await page.getByRole("button", { name: save }).click();
      await told(ready, "link");
      await look("ready");
    };
    const enter = async (password) => {
      await page.goto(address);
      await page.getByLabel(/Identifiant|User name/).fill(name);
      await page.getByLabel(/Mot de passe|Password/).fill(password);
      await page.getByLabel(/Code|code/).fill(await ask("code"));
      await page.getByRole("button", { name: logIn }).click();
    };
    const arrive = async () => {
      if (!page.url().startsWith(`${back}?`)) return fault(`not back at the portal, but at ${page.url()}: ${await page.locator("main").innerText()}`);
      await ask("back", page.url());
    };

    const name = `marie.${language}@example.fr`;
    await use(await ask("add", name), "une première phrase de passe");
    await page.goto(address);
    await look("login");
    await enter("une première phrase de passe");
    await arrive();
    for (let i = 0; i < 3; i++) {
      await enter("une phrase de quelqu’un d’autre");
      await told(wrong, `failure ${i + 1}`);
    }
    await look("wrong");
    await enter("une première phrase de passe");
    await told(tooMany, "lockout");
    await look("locked");
    await use(await ask("reset", name), "une seconde phrase de passe");
    await enter("une seconde phrase de passe");
    await arrive();
    await page.goto(address.replace("client_id=", "client_id=x"));
    await look("unasked");
    await context.close();
  }
} finally {
  await browser.close();
  portal.closeAllConnections();
  portal.close();
  process.stdin.destroy();
}
