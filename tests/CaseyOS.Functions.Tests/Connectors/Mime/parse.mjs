// One message per line in (Base64), one line of JSON per message out.
import { createInterface } from "node:readline";
import PostalMime from "postal-mime";

for await (const line of createInterface({ input: process.stdin })) {
  const { from, to, subject, text, inReplyTo, references, headers } = await PostalMime.parse(Buffer.from(line, "base64"));
  process.stdout.write(`${JSON.stringify({ from, to, subject, text, inReplyTo, references, headers })}\n`);
}
