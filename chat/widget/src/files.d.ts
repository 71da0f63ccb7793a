declare module "*.css" {
  const text: string;
  export default text;
}

/** The name of the built file with the chat, known when the launcher is built. */
declare const CHAT_FILE: string;
