# SPDX-License-Identifier: Apache-2.0
"""A session of the official Python SDK, driven by a test over standard input and output.

Each line of input is a JSON array: a method of IggyClient, its arguments in order, and its named
arguments. The line of output is {"ok": result} or {"error": text}.

What JSON cannot say is an object: {"type": "PollingStrategy.Offset", "args": [3]} makes a value of
the SDK, {"hex": "00ff"} bytes. Results come back the same way: bytes as {"hex"}, headers as pairs
of {"kind", "value"}, objects of the SDK as their fields.
"""

import asyncio
import json
import operator
import sys

import apache_iggy

HEADER_FIELDS = (apache_iggy.HeaderKey, apache_iggy.HeaderValue)
SCALARS = (str, bool, int, float, type(None))


def decoded(value):
    """What an argument stands for."""
    if isinstance(value, list):
        return [decoded(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "hex" in value:
        return bytes.fromhex(value["hex"])
    if "pairs" in value:
        return {decoded(key): decoded(item) for key, item in value["pairs"]}
    return operator.attrgetter(value["type"])(apache_iggy)(*map(decoded, value.get("args", [])))


def encoded(result):
    """A result as JSON can say it."""
    if isinstance(result, SCALARS):
        return result
    if isinstance(result, bytes):
        return {"hex": result.hex()}
    if isinstance(result, dict):
        return [[encoded(key), encoded(value)] for key, value in result.items()]
    if isinstance(result, (list, tuple)):
        return [encoded(item) for item in result]
    if isinstance(result, HEADER_FIELDS):
        return {"kind": type(result).__name__, "value": encoded(result.value)}
    return fields(result)


def fields(result):
    """The fields of an object; those of a received message are methods."""
    names = [name for name in dir(result) if not name.startswith("_") and name[0].islower()]
    if not names:
        return type(result).__name__
    values = ((name, getattr(result, name)) for name in names)
    return {name: encoded(value() if callable(value) else value) for name, value in values}


async def offset_of_group(client, action, group, stream, topic, partition, offset=None):
    """Stores or deletes a group's offset, which only a consumer of the SDK can."""
    consumer = await client.consumer_group(
        group, stream, topic, auto_commit=apache_iggy.AutoCommit.Disabled()
    )
    if action == "store":
        await consumer.store_offset(offset, partition)
    else:
        await consumer.delete_offset(partition)


async def call(client, method, args, named):
    if method == "offset_of_group":
        return await offset_of_group(client, *args)
    named = {name: decoded(value) for name, value in named.items()}
    return await getattr(client, method)(*decoded(args), **named)


async def session(address):
    client = apache_iggy.IggyClient(address)
    await client.connect()
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        try:
            answer = {"ok": encoded(await call(client, *json.loads(line)))}
        except Exception as error:  # the test judges every failure
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


asyncio.run(session(sys.argv[1]))
