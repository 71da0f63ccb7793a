/* How series are told apart: by colour, and without it by pattern, dash and shape. */

const DASHES = [[], [7, 4], [2, 3]];
const SHAPES = ["circle", "rectRot", "triangle"] as const;

/** A colour of the page's style, in the scheme of the moment. */
export function ink(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

export const colour = (place: number): string => ink(`chart-${(place % 3) + 1}`);
export const dash = (place: number): number[] => DASHES[place % 3] ?? [];
export const shape = (place: number): (typeof SHAPES)[number] => SHAPES[place % 3] ?? "circle";

/** What fills a bar: the first series is full, the second striped, the third dotted. */
export function fill(place: number): string | CanvasPattern {
  const kind = place % 3;
  const tile = document.createElement("canvas");
  tile.width = tile.height = 8;
  const pen = tile.getContext("2d");
  if (kind === 0 || pen === null) return colour(place);
  pen.fillStyle = ink("raised");
  pen.fillRect(0, 0, 8, 8);
  pen.fillStyle = pen.strokeStyle = colour(place);
  pen.lineWidth = 3;
  pen.beginPath();
  if (kind === 1) {
    for (const shift of [-8, 0, 8]) {
      pen.moveTo(shift - 2, 10);
      pen.lineTo(shift + 10, -2);
    }
    pen.stroke();
  } else {
    pen.arc(4, 4, 2.2, 0, 2 * Math.PI);
    pen.fill();
  }
  return pen.createPattern(tile, "repeat") ?? colour(place);
}
