// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.sink;

import org.apache.iggy.connector.client.group.GroupReaderOptions;
import org.apache.iggy.connector.connect.runtime.message.RecordMapper;

/**
 * One topic that a sink reads.
 *
 * @param reader how it is read
 * @param mapper makes its records
 * @param batchLength how many messages a poll asks for, and a batch has at most unless the sink
 *     prefers more
 * @param batchBytes how many bytes the messages of a batch have at most, but for a single one
 * @param lingerMillis how long a batch that is collected waits for more
 */
public record SinkTopic(
    GroupReaderOptions reader,
    RecordMapper mapper,
    int batchLength,
    long batchBytes,
    long lingerMillis) {}
