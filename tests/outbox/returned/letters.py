"""Mails that came back, as mail servers write them."""

OURS = "<0123456789abcdef01234567@seminar-service.invalid>"

DSN = """Return-Path: <>
From: MAILER-DAEMON@mx.example.com (Mail Delivery System)
To: office@example.jp
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; {recipient}
Original-Recipient: rfc822;{recipient}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {diagnostic}

--b1
Content-Type: {copy}

From: office@example.jp
To: {recipient}
Message-ID: {message_id}
Subject: hello

--b1--
"""

QMAIL = """Return-Path: <>
From: MAILER-DAEMON@mx.example.com
To: office@example.jp
Subject: failure notice

Hi. This is the qmail-send program at mx.example.com.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<{recipient}>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Return-Path: <office@example.jp>
Message-ID: {message_id}
Subject: hello

body
"""

HOLIDAY = """From: hanako@example.jp
To: office@example.jp
Subject: Re: hello
In-Reply-To: {message_id}
Auto-Submitted: auto-replied

I am away. <hanako@example.jp>: user unknown until Monday.
"""


def dsn(
    recipient: str = "host1@example.jp",
    *,
    action: str = "failed",
    status: str = "5.1.1",
    diagnostic: str = "550 5.1.1 user unknown",
    copy: str = "message/rfc822",
    message_id: str = OURS,
) -> bytes:
    """A report by the standard."""
    return DSN.format(
        recipient=recipient,
        action=action,
        status=status,
        diagnostic=diagnostic,
        copy=copy,
        message_id=message_id,
    ).encode()
