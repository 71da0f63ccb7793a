/*
 * The only file a page loads: the button that opens the chat. The chat itself is loaded when
 * the button is pressed. Put it on any page:
 *
 *   <script src="https://assistant.example/widget.js" data-token-endpoint="/chat-token" defer></script>
 */
import { open as openFr, launcher as launcherFr, load_failed as failedFr } from "../labels/fr.json";
import { open as openIt, launcher as launcherIt, load_failed as failedIt } from "../labels/it.json";
import { unread_one as oneFr, unread_other as otherFr } from "../labels/fr.json";
import { unread_one as oneIt, unread_other as otherIt } from "../labels/it.json";
import style from "./launcher.css";
import { remembered, remember } from "./storage";
import { chosenLanguage, type Language } from "./language";
import type { Chat, Launcher } from "./launching";

const LABELS = {
  fr: { open: openFr, launcher: launcherFr, failed: failedFr, one: oneFr, other: otherFr },
  it: { open: openIt, launcher: launcherIt, failed: failedIt, one: oneIt, other: otherIt },
};

const script = document.currentScript as HTMLScriptElement;
const origin = new URL(script.src).origin;
const endpoint = script.dataset["tokenEndpoint"] ?? "";

function start(): void {
  let language: Language = chosenLanguage(script.dataset["language"]);
  let chat: Promise<Chat> | null = null;
  let isOpen = false;

  const host = document.createElement("billing-chat");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];

  const button = document.createElement("button");
  button.type = "button";
  button.className = "launcher";
  button.setAttribute("aria-haspopup", "dialog");
  button.setAttribute("aria-expanded", "false");
  const text = document.createElement("span");
  const badge = document.createElement("span");
  badge.className = "badge";
  badge.hidden = true;
  const problem = document.createElement("p");
  problem.className = "problem";
  problem.setAttribute("role", "alert");
  button.append(icon(), text, badge);
  root.append(button, problem);

  function show(unread = 0): void {
    const labels = LABELS[language];
    host.lang = language;
    text.textContent = labels.launcher;
    badge.hidden = unread === 0;
    badge.textContent = unread === 0 ? "" : String(unread);
    const said = unread === 1 ? labels.one : labels.other.replace("{count}", String(unread));
    const name = `${labels.launcher} ${labels.open}`;
    button.setAttribute("aria-label", unread === 0 ? name : `${name}, ${said}`);
  }

  const launcher: Launcher = {
    root,
    origin,
    endpoint,
    language,
    unread: show,
    languageChanged(chosen) {
      language = chosen;
      show();
    },
    closed() {
      isOpen = false;
      remember(sessionStorage, "open", null);
      button.hidden = false;
      button.setAttribute("aria-expanded", "false");
      button.focus();
    },
  };

  async function open(byCustomer: boolean): Promise<void> {
    if (isOpen) return;
    isOpen = true;
    problem.textContent = "";
    button.setAttribute("aria-busy", "true");
    chat ??= load(launcher);
    try {
      (await chat).open(byCustomer);
      remember(sessionStorage, "open", "yes");
      button.hidden = true;
      button.setAttribute("aria-expanded", "true");
    } catch {
      chat = null;
      isOpen = false;
      problem.textContent = LABELS[language].failed;
    } finally {
      button.removeAttribute("aria-busy");
    }
  }

  button.addEventListener("click", () => void open(true));
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest("[data-billing-chat-open]")) void open(true);
  });
  show();
  document.body.append(host);
  for (const each of document.querySelectorAll<HTMLElement>("[data-billing-chat-open]")) {
    each.hidden = false;
  }
  if (remembered(sessionStorage, "open") !== null) void open(false);
}

async function load(launcher: Launcher): Promise<Chat> {
  const { mount } = (await import(`${origin}/widget/${CHAT_FILE}`)) as {
    mount: (launcher: Launcher) => Chat;
  };
  return mount(launcher);
}

function icon(): SVGElement {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  const path = document.createElementNS(namespace, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", "M4 5.5h16v10.5h-8.5L7 20v-4H4zM8 9.3h8M8 12.4h5");
  svg.append(path);
  return svg;
}

if (document.body) start();
else document.addEventListener("DOMContentLoaded", start);
