/** What is shown before anything was said: who answers, and a few ways to begin. */
import type { Label } from "./labels";
import type { View } from "./view";

const SUGGESTIONS: Label[] = ["suggestion_1", "suggestion_2", "suggestion_3", "suggestion_4"];

export function Welcome({ view, say }: { view: View; say: (text: string) => void }) {
  return (
    <div class="welcome">
      <h3>{view.say("welcome")}</h3>
      <p>{view.say("welcome_text")}</p>
      <p class="notice">{view.say("notice")}</p>
      <div role="group" aria-labelledby="suggestions">
        <h4 id="suggestions">{view.say("suggestions")}</h4>
        <div class="buttons">
          {SUGGESTIONS.map((each) => (
            <button key={each} type="button" class="secondary" onClick={() => say(view.say(each))}>
              {view.say(each)}
            </button>
          ))}
        </div>
      </div>
    </div>
  );
}
