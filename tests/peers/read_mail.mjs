// Reads mails from standard input, a JSON array of base64 texts, and writes what it understood:
// [{headers: [name], subject, from: [[name, address]], to, reply_to, text, html, calendars: [base64]}].
import { readFileSync } from "node:fs";
import PostalMime from "postal-mime";

const people = (found) => (found ?? []).map((each) => [each.name ?? "", each.address ?? ""]);

async function read(content) {
  const mail = await PostalMime.parse(Buffer.from(content, "base64"));
  return {
    headers: mail.headers.map((each) => each.key),
    subject: mail.subject ?? "",
    from: people(mail.from && [mail.from]),
    to: people(mail.to),
    reply_to: people(mail.replyTo),
    text: mail.text ?? "",
    html: mail.html ?? "",
    calendars: mail.attachments
      .filter((each) => each.mimeType === "text/calendar")
      .map((each) => Buffer.from(each.content).toString("base64")),
  };
}

const mails = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(await Promise.all(mails.map(read))));
