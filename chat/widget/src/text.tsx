/**
 * A message's text as it is shown: paragraphs, lists, amounts in a column, links, documents.
 *
 * Text stays text: nothing in a message is ever taken for HTML.
 */
import type { ComponentChildren } from "preact";
import type { Say } from "./labels";
import { DocumentIcon } from "./icons";

const ADDRESS = /https?:\/\/[^\s<>"«»]+[^\s<>"«».,;:!?)]/g;
const ITEM = /^(?:•|(\d{1,2})\.)\s+(.*)$/;
const DOCUMENT = /^(.*?)[\s\u00a0]?:\s(https?:\/\/\S+\/receipts\/\S+)$/;
const AMOUNT = /^([^:]{2,60}?)([\s\u00a0]?:)\s([\d\s\u00a0\u202f.,]+\s?€)\.?$/;

export function Text({ text, say }: { text: string; say: Say }) {
  const blocks: ComponentChildren[] = [];
  let items: { number: string | undefined; text: string }[] = [];

  function closeList(): void {
    if (items.length === 0) return;
    const shown = items.map((each) => (
      <li class={DOCUMENT.test(each.text) ? "of-document" : undefined}>
        {DOCUMENT.test(each.text) ? lineOf(each.text, say) : linked(each.text, say)}
      </li>
    ));
    const first = items[0]?.number;
    blocks.push(first === undefined ? <ul>{shown}</ul> : <ol start={Number(first)}>{shown}</ol>);
    items = [];
  }

  for (const line of text.split("\n")) {
    const item = ITEM.exec(line);
    if (item !== null) {
      if (items.length > 0 && (items[0]?.number === undefined) !== (item[1] === undefined)) {
        closeList();
      }
      items.push({ number: item[1], text: item[2] ?? "" });
      continue;
    }
    closeList();
    if (line.trim() !== "") blocks.push(lineOf(line, say));
  }
  closeList();
  return <>{blocks}</>;
}

/** A text as it is read aloud: without the characters of addresses. */
export function spoken(text: string, say: Say): string {
  return text.replace(ADDRESS, say("link"));
}

function lineOf(line: string, say: Say): ComponentChildren {
  const document = DOCUMENT.exec(line);
  if (document !== null) {
    return (
      <a class="document" href={document[2]} target="_blank" rel="noopener noreferrer">
        <DocumentIcon />
        <span>
          <span class="document-name">{document[1]}</span>{" "}
          <span class="document-open">{say("open_document")}</span>{" "}
          <span class="hidden">{say("new_tab")}</span>
        </span>
      </a>
    );
  }
  const amount = AMOUNT.exec(line);
  if (amount !== null) {
    return (
      <p class="amount">
        <span>
          {amount[1]}
          {amount[2]}
        </span>{" "}
        <strong>{amount[3]}</strong>
      </p>
    );
  }
  return <p>{linked(line, say)}</p>;
}

function linked(text: string, say: Say): ComponentChildren[] {
  const parts: ComponentChildren[] = [];
  let end = 0;
  for (const found of text.matchAll(ADDRESS)) {
    parts.push(text.slice(end, found.index));
    parts.push(
      <a href={found[0]} target="_blank" rel="noopener noreferrer">
        {found[0].replace(/^https?:\/\//, "")}
        <span class="hidden"> {say("new_tab")}</span>
      </a>,
    );
    end = found.index + found[0].length;
  }
  parts.push(text.slice(end));
  return parts;
}
