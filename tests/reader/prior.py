"""What each sign is taken to weigh before any letter is read: what Chinese itself says, in steps of a half."""

PRIOR = {
    "": -1.0,
    # Signs of what is ahead, and who acts.
    "#sure": 1.5, "#sure to the end": 1.5,
    "#own: will": 2.5, "#body: will": 2.5, "#unit: will": 2.5, "#other: will": 1.5, "#none: will": 1.5, "#anybody: will": -0.5,
    "#will": 1.0, "#named 将": 0.5, "#intends": 2.0, "#plans": 1.5, "#strives": 1.5, "#ensures": 0.5, "#expects": 1.0,
    "#goes on": 1.0, "#next": 1.0, "#soon due": 1.0, "#waits": 1.0, "#depends": 1.5, "#also": 1.0, "#shall": 2.0, "#must": 1.0,
    "#recurs": 1.0, "#by steps": 0.5, "#by whom": 1.0, "#agrees": 0.5, "#promptly": 0.5, "#under way": 0.5,
    "#instead": 1.0, "#time + put into": 1.5, "#before advises": -1.0, "#before thanks": -1.0,
    "#every": 1.0, "#keeps": 0.5, "#own: keeps": 1.0, "#then": 0.5, "#but": 0.5, "#dated": 1.5, "#behind dated": 0.5, "#time + starts": 1.0, "#dated own": 0.5, "#dated none": 0.5, "#then own": 1.5, "#then body": 1.0, "#then unit": 1.0, "#then none": 0.5,
    "#soon due comes about": 1.0, "#soon due can be": 1.0, "#soon due may": 1.5, "#time + may": 1.0, "#time +": 0.5, "#time + comes about": 2.0, "#time + can be": 1.0, "#time -": -1.0,
    # Signs of what is done, as it is, or somebody else's.
    "#done": -1.0, "#le": -2.0, "#once": -1.5, "#summed up": -2.0, "#so far": -1.0, "#figures": -0.5, "#is": -0.5, "#now": -0.5,
    "#lacks": -1.0, "#not": -1.0, "#because": -0.5, "#hopes": -2.5, "#follows": -0.5, "#effect": -0.5, "#will effect": -2.0,
    "#advises": -2.5, "#may": -1.5, "#anybody": -1.0, "#asks": -1.0, "#elsewhere": -2.0, "#addressee": -0.5, "#opines": -1.0, "#behind opines": -1.0, "#quotes": -1.0, "#ought": -0.5, "#thanks": -1.5,
    "#manners": -1.0, "#values": -1.0, "#handed on": -0.5, "#past": -1.0, "#behind advises": -2.0, "#behind hopes": -2.0,
    "#behind quotes": -1.0, "#nothing ahead": -1.0, "#none: untold": 1.0, "#actor thing": -0.5, "#actor anybody": -1.0,
    # Where it stands.
    "@part": 3.5, "@led": 1.5, "@told": -1.0, "@opened True": 1.0, "@opened False": -0.5, "@before True": 0.5,
}  # fmt: skip
