"""Checks a delivery as docs/webhooks.md tells: verify_webhook.py SECRET ID TIMESTAMP SIGNATURE [NOW] < BODY"""
import base64, hashlib, hmac, json, sys, time

TOLERANCE = 5 * 60  # seconds between their clock and ours

def verify(secret, webhook_id, timestamp, signatures, body, now):
    """The event in the body (bytes, as they were received), or ValueError."""
    if abs(now - int(timestamp)) > TOLERANCE:
        raise ValueError("it was signed too long ago, or in the future")
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{webhook_id}.{timestamp}.".encode() + body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    given = [one.partition(",")[2] for one in signatures.split() if one.startswith("v1,")]
    if not any(hmac.compare_digest(expected, one) for one in given):
        raise ValueError("the signature is not of this secret")
    return json.loads(body)

if __name__ == "__main__":
    secret, webhook_id, timestamp, signatures, *now = sys.argv[1:]
    try:
        event = verify(secret, webhook_id, timestamp, signatures, sys.stdin.buffer.read(), int(now[0]) if now else time.time())
        print(f"{event['type']} {event['id']}: verified")
    except ValueError as error:
        sys.exit(f"Not verified: {error}")
