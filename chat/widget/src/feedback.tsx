/** After a finished task: was it helpful, and a few words for whoever wants to add some. */
import { useRef, useState } from "preact/hooks";
import { HelpfulIcon, NotHelpfulIcon } from "./icons";
import type { Opinion } from "./transcript";
import type { View } from "./view";

const LONGEST_WORDS = 1000;

interface Properties {
  view: View;
  given: Opinion | null;
  rate: (opinion: Opinion) => Promise<boolean>;
}

export function Feedback({ view, given, rate }: Properties) {
  const { say, language } = view;
  const [hasFailed, setFailed] = useState(false);
  const [words, setWords] = useState("");
  const thanks = useRef<HTMLParagraphElement>(null);

  async function give(opinion: Opinion): Promise<void> {
    const isStored = await rate(opinion);
    setFailed(!isStored);
    if (isStored) requestAnimationFrame(() => thanks.current?.focus());
  }

  return (
    <div class="feedback" lang={language} role="group" aria-label={say("feedback")}>
      {given === null ? (
        <>
          <p>{say("feedback")}</p>
          <div class="opinions">
            <button type="button" onClick={() => void give({ helpful: true, words: null })}>
              <HelpfulIcon />
              {say("helpful")}
            </button>
            <button type="button" onClick={() => void give({ helpful: false, words: null })}>
              <NotHelpfulIcon />
              {say("not_helpful")}
            </button>
          </div>
        </>
      ) : (
        <>
          <p class="thanks" tabIndex={-1} ref={thanks}>
            {say("feedback_thanks")}
          </p>
          {given.words === null && (
            <form
              onSubmit={(event) => {
                event.preventDefault();
                if (words.trim() !== "") void give({ ...given, words: words.trim() });
              }}
            >
              <label>
                {say("feedback_words")}
                <textarea
                  rows={2}
                  maxLength={LONGEST_WORDS}
                  value={words}
                  onInput={(event) => setWords(event.currentTarget.value)}
                />
              </label>
              <button type="submit">{say("feedback_send")}</button>
            </form>
          )}
        </>
      )}
      {hasFailed && <p role="alert">{say("feedback_failed")}</p>}
    </div>
  );
}
