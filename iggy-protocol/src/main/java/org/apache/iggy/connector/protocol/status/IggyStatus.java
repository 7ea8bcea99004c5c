// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.status;

import static org.apache.iggy.connector.protocol.status.ErrorCategory.CONFIGURATION;
import static org.apache.iggy.connector.protocol.status.ErrorCategory.PERMANENT;
import static org.apache.iggy.connector.protocol.status.ErrorCategory.TRANSIENT;

import java.util.HashMap;
import java.util.Map;

/**
 * An error that Iggy reports by number: the status of a response that is not {@link #OK}.
 *
 * <p>Numbers and names are those of Iggy 0.8.0 and of the 0.9 line; some of them only its own
 * clients use, and never travel. The list is complete so that any number in a log or a response can
 * be named.
 *
 * <p>The {@link ErrorCategory} is the one for a connector that runs unattended. A caller that knows
 * more may act on the single status first: creating what exists already ({@link
 * #STREAM_NAME_ALREADY_EXISTS}) is no failure when several workers start at once.
 *
 * @see <a
 *     href="https://github.com/apache/iggy/blob/server-0.8.0/core/common/src/error/iggy_error.rs">
 *     the numbers in Iggy's source</a>
 */
public enum IggyStatus {
  /** A number that this version does not know, as a newer server may send. */
  UNKNOWN(-1, TRANSIENT, "The server reported an error that this version does not know"),
  ERROR(1, TRANSIENT, "The server failed without saying why"),
  INVALID_CONFIGURATION(2, CONFIGURATION, "The server's configuration is invalid"),
  INVALID_COMMAND(
      3,
      PERMANENT,
      "The server does not know this command, or its payload is over the server's limit"),
  INVALID_FORMAT(4, PERMANENT, "The server could not read the request's bytes"),
  FEATURE_UNAVAILABLE(5, PERMANENT, "The server does not offer this feature"),
  INVALID_IDENTIFIER(6, CONFIGURATION, "A stream, topic, group or user identifier is malformed"),
  INVALID_VERSION(7, PERMANENT, "The server does not accept this version"),
  DISCONNECTED(8, TRANSIENT, "The connection is gone"),
  CANNOT_ESTABLISH_CONNECTION(9, TRANSIENT, "No connection could be made"),
  CANNOT_CREATE_BASE_DIRECTORY(10, PERMANENT, "The server could not create its base directory"),
  CANNOT_CREATE_RUNTIME_DIRECTORY(
      11, PERMANENT, "The server could not create its runtime directory"),
  CANNOT_REMOVE_RUNTIME_DIRECTORY(
      12, PERMANENT, "The server could not remove its runtime directory"),
  CANNOT_CREATE_STATE_DIRECTORY(13, PERMANENT, "The server could not create its state directory"),
  STATE_FILE_NOT_FOUND(14, PERMANENT, "The server has lost its state file"),
  STATE_FILE_CORRUPTED(15, PERMANENT, "The server's state file is damaged"),
  INVALID_STATE_ENTRY_CHECKSUM(16, PERMANENT, "An entry of the server's state file is damaged"),
  CANNOT_OPEN_DATABASE(19, PERMANENT, "The server could not open its database"),
  RESOURCE_NOT_FOUND(20, CONFIGURATION, "What the request names does not exist"),
  CANNOT_CLOSE_WEB_SOCKET_CONNECTION(
      21, TRANSIENT, "The WebSocket connection did not close cleanly"),
  STALE_CLIENT(30, TRANSIENT, "The server gave the client up because it sent no heartbeat"),
  TCP_ERROR(31, TRANSIENT, "The TCP connection failed"),
  QUIC_ERROR(32, TRANSIENT, "The QUIC connection failed"),
  INVALID_SERVER_ADDRESS(33, CONFIGURATION, "The server's address is malformed"),
  INVALID_CLIENT_ADDRESS(34, CONFIGURATION, "The client's address is malformed"),
  INVALID_IP_ADDRESS(35, CONFIGURATION, "An IP address or port is malformed"),
  HTTP_ERROR(36, TRANSIENT, "The HTTP request failed"),
  INVALID_API_URL(37, CONFIGURATION, "The API's URL is malformed"),
  UNAUTHENTICATED(40, TRANSIENT, "Nobody is logged in on this connection"),
  UNAUTHORIZED(41, CONFIGURATION, "The user may not do this; grant it the permission"),
  INVALID_CREDENTIALS(42, CONFIGURATION, "The user name or password is wrong"),
  INVALID_USERNAME(43, CONFIGURATION, "The user name is not well formed"),
  INVALID_PASSWORD(44, CONFIGURATION, "The password is not well formed"),
  INVALID_USER_STATUS(45, CONFIGURATION, "The user status is not valid"),
  USER_ALREADY_EXISTS(46, PERMANENT, "A user of this name exists already"),
  USER_INACTIVE(47, CONFIGURATION, "The user is inactive; activate it"),
  CANNOT_DELETE_USER(48, PERMANENT, "This user cannot be deleted"),
  CANNOT_CHANGE_PERMISSIONS(49, PERMANENT, "This user's permissions cannot be changed"),
  INVALID_PERSONAL_ACCESS_TOKEN_NAME(
      50, CONFIGURATION, "The personal access token's name is not well formed"),
  PERSONAL_ACCESS_TOKEN_ALREADY_EXISTS(
      51, PERMANENT, "A personal access token of this name exists already"),
  PERSONAL_ACCESS_TOKENS_LIMIT_REACHED(
      52, PERMANENT, "The user has as many personal access tokens as the server allows"),
  INVALID_PERSONAL_ACCESS_TOKEN(53, CONFIGURATION, "The personal access token is wrong"),
  PERSONAL_ACCESS_TOKEN_EXPIRED(
      54, CONFIGURATION, "The personal access token has expired; create a new one"),
  USERS_LIMIT_REACHED(55, PERMANENT, "The server has as many users as it allows"),
  INVALID_PERSONAL_ACCESS_TOKEN_EXPIRY(
      56, CONFIGURATION, "The personal access token's expiry is not valid"),
  TRANSIENT_NOT_COMMITTED(57, TRANSIENT, "The request was not committed yet and may still be"),
  TRANSIENT_NOT_ACCEPTED(58, TRANSIENT, "The server cannot accept requests now"),
  REQUEST_ALREADY_APPLIED(
      59, PERMANENT, "The request was carried out before and its answer is no longer at hand"),
  NOT_CONNECTED(61, TRANSIENT, "There is no connection"),
  CLIENT_SHUTDOWN(63, PERMANENT, "The client was shut down"),
  INVALID_TLS_DOMAIN(64, CONFIGURATION, "The TLS domain does not fit the server"),
  INVALID_TLS_CERTIFICATE_PATH(65, CONFIGURATION, "The TLS certificate's path is wrong"),
  INVALID_TLS_CERTIFICATE(66, CONFIGURATION, "The TLS certificate cannot be used"),
  FAILED_TO_ADD_CERTIFICATE(
      67, CONFIGURATION, "The TLS certificate could not be added to the trusted ones"),
  INVALID_ENCRYPTION_KEY(70, CONFIGURATION, "The encryption key is not well formed"),
  CANNOT_ENCRYPT_DATA(71, PERMANENT, "Data could not be encrypted"),
  CANNOT_DECRYPT_DATA(72, CONFIGURATION, "Data could not be decrypted; the key may be another one"),
  INVALID_JWT_ALGORITHM(73, CONFIGURATION, "The JWT algorithm is not supported"),
  INVALID_JWT_SECRET(74, CONFIGURATION, "The JWT secret cannot be used"),
  JWT_MISSING(75, CONFIGURATION, "The JWT is missing"),
  CANNOT_GENERATE_JWT(76, PERMANENT, "The server could not make a JWT"),
  ACCESS_TOKEN_MISSING(77, CONFIGURATION, "The access token is missing"),
  INVALID_ACCESS_TOKEN(78, CONFIGURATION, "The access token is wrong"),
  CANNOT_FETCH_JWKS(
      79, TRANSIENT, "The server could not fetch the keys that JWTs are checked with"),
  INVALID_SIZE_BYTES(80, CONFIGURATION, "A size in bytes is malformed"),
  INVALID_UTF8(81, PERMANENT, "A text is not UTF-8"),
  INVALID_NUMBER_ENCODING(82, PERMANENT, "A number's bytes are malformed"),
  INVALID_BOOLEAN_VALUE(83, PERMANENT, "A boolean is neither true nor false"),
  INVALID_NUMBER_VALUE(84, PERMANENT, "A number is out of its range"),
  CLIENT_NOT_FOUND(100, TRANSIENT, "The server no longer knows this client's connection"),
  INVALID_CLIENT_ID(101, PERMANENT, "The client id is not valid"),
  CONNECTION_CLOSED(206, TRANSIENT, "The connection was closed"),
  CANNOT_PARSE_HEADER_KIND(209, PERMANENT, "A user header has an unknown kind"),
  HTTP_RESPONSE_ERROR(300, PERMANENT, "The server answered an HTTP request with an error"),
  INVALID_HTTP_REQUEST(301, PERMANENT, "The HTTP request is malformed"),
  INVALID_JSON_RESPONSE(302, PERMANENT, "The HTTP response is not the JSON expected"),
  INVALID_BYTES_RESPONSE(303, PERMANENT, "The response's bytes are malformed"),
  EMPTY_RESPONSE(304, TRANSIENT, "The response is empty"),
  CANNOT_CREATE_ENDPOINT(305, CONFIGURATION, "The endpoint's address cannot be used"),
  CANNOT_PARSE_URL(306, CONFIGURATION, "The URL is malformed"),
  WEB_SOCKET_ERROR(400, TRANSIENT, "The WebSocket failed"),
  WEB_SOCKET_CONNECTION_ERROR(401, TRANSIENT, "The WebSocket could not connect"),
  WEB_SOCKET_CLOSE_ERROR(402, TRANSIENT, "The WebSocket did not close cleanly"),
  WEB_SOCKET_RECEIVE_ERROR(403, TRANSIENT, "The WebSocket could not receive"),
  WEB_SOCKET_SEND_ERROR(404, TRANSIENT, "The WebSocket could not send"),
  CANNOT_CREATE_STREAMS_DIRECTORY(
      1000, PERMANENT, "The server could not create its directory of streams"),
  CANNOT_CREATE_STREAM_DIRECTORY(
      1001, PERMANENT, "The server could not create the stream's directory"),
  CANNOT_CREATE_STREAM_INFO(1002, PERMANENT, "The server could not create the stream's info file"),
  CANNOT_UPDATE_STREAM_INFO(1003, PERMANENT, "The server could not update the stream's info file"),
  CANNOT_OPEN_STREAM_INFO(1004, PERMANENT, "The server could not open the stream's info file"),
  CANNOT_READ_STREAM_INFO(1005, PERMANENT, "The server could not read the stream's info file"),
  CANNOT_CREATE_STREAM(1006, PERMANENT, "The server could not create the stream"),
  CANNOT_DELETE_STREAM(1007, PERMANENT, "The server could not delete the stream"),
  CANNOT_DELETE_STREAM_DIRECTORY(
      1008, PERMANENT, "The server could not delete the stream's directory"),
  STREAM_ID_NOT_FOUND(1009, CONFIGURATION, "The stream does not exist"),
  STREAM_NAME_NOT_FOUND(1010, CONFIGURATION, "No stream has this name"),
  STREAM_DIRECTORY_NOT_FOUND(1011, PERMANENT, "The stream's directory is missing on the server"),
  STREAM_NAME_ALREADY_EXISTS(1012, PERMANENT, "A stream of this name exists already"),
  INVALID_STREAM_NAME(1013, CONFIGURATION, "The stream name is not well formed"),
  INVALID_STREAM_ID(1014, CONFIGURATION, "The stream id is not valid"),
  CANNOT_READ_STREAMS(1015, PERMANENT, "The server could not read its streams"),
  INVALID_TOPIC_SIZE(1019, CONFIGURATION, "The topic's maximum size is below the segment size"),
  TOO_MANY_STREAMS(1020, PERMANENT, "The server has as many streams as it allows"),
  CANNOT_CREATE_TOPICS_DIRECTORY(
      2000, PERMANENT, "The server could not create the stream's directory of topics"),
  CANNOT_CREATE_TOPIC_DIRECTORY(
      2001, PERMANENT, "The server could not create the topic's directory"),
  CANNOT_CREATE_TOPIC_INFO(2002, PERMANENT, "The server could not create the topic's info file"),
  CANNOT_UPDATE_TOPIC_INFO(2003, PERMANENT, "The server could not update the topic's info file"),
  CANNOT_OPEN_TOPIC_INFO(2004, PERMANENT, "The server could not open the topic's info file"),
  CANNOT_READ_TOPIC_INFO(2005, PERMANENT, "The server could not read the topic's info file"),
  CANNOT_CREATE_TOPIC(2006, PERMANENT, "The server could not create the topic"),
  CANNOT_DELETE_TOPIC(2007, PERMANENT, "The server could not delete the topic"),
  CANNOT_DELETE_TOPIC_DIRECTORY(
      2008, PERMANENT, "The server could not delete the topic's directory"),
  CANNOT_POLL_TOPIC(2009, TRANSIENT, "The server could not read the topic's messages"),
  TOPIC_ID_NOT_FOUND(2010, CONFIGURATION, "The topic does not exist in this stream"),
  TOPIC_NAME_NOT_FOUND(2011, CONFIGURATION, "No topic of this stream has this name"),
  TOPIC_NAME_ALREADY_EXISTS(2013, PERMANENT, "A topic of this name exists already"),
  INVALID_TOPIC_NAME(2014, CONFIGURATION, "The topic name is not well formed"),
  TOO_MANY_PARTITIONS(2015, CONFIGURATION, "The topic would have too many partitions"),
  INVALID_TOPIC_ID(2016, CONFIGURATION, "The topic id is not valid"),
  CANNOT_READ_TOPICS(2017, PERMANENT, "The server could not read the stream's topics"),
  INVALID_REPLICATION_FACTOR(2018, CONFIGURATION, "The replication factor is not valid"),
  INVALID_PARTITIONS_COUNT(2019, CONFIGURATION, "The number of partitions is not valid"),
  TOPIC_DIRECTORY_NOT_FOUND(2020, PERMANENT, "The topic's directory is missing on the server"),
  TOO_MANY_TOPICS(2021, PERMANENT, "The stream has as many topics as the server allows"),
  CANNOT_CREATE_PARTITION(3000, PERMANENT, "The server could not create the partition"),
  CANNOT_CREATE_PARTITIONS_DIRECTORY(
      3001, PERMANENT, "The server could not create the topic's directory of partitions"),
  CANNOT_CREATE_PARTITION_DIRECTORY(
      3002, PERMANENT, "The server could not create the partition's directory"),
  CANNOT_OPEN_PARTITION_LOG_FILE(
      3003, TRANSIENT, "The server could not open the partition's log file"),
  CANNOT_READ_PARTITIONS(
      3004, PERMANENT, "The server could not read the directories of partitions"),
  CANNOT_DELETE_PARTITION(3005, PERMANENT, "The server could not delete the partition"),
  CANNOT_DELETE_PARTITION_DIRECTORY(
      3006, PERMANENT, "The server could not delete the partition's directory"),
  PARTITION_NOT_FOUND(3007, CONFIGURATION, "The partition does not exist"),
  NO_PARTITIONS(3008, CONFIGURATION, "The topic has no partitions"),
  TOPIC_FULL(3009, TRANSIENT, "The topic is full until retention removes old messages"),
  CANNOT_DELETE_CONSUMER_OFFSETS_DIRECTORY(
      3010, PERMANENT, "The server could not delete the directory of consumer offsets"),
  CANNOT_DELETE_CONSUMER_OFFSET_FILE(
      3011, PERMANENT, "The server could not delete the consumer's offset file"),
  CANNOT_CREATE_CONSUMER_OFFSETS_DIRECTORY(
      3012, PERMANENT, "The server could not create the directory of consumer offsets"),
  PARTITION_ID_SPACE_EXHAUSTED(3013, PERMANENT, "The topic has used up all partition ids"),
  CANNOT_READ_CONSUMER_OFFSETS(3020, PERMANENT, "The server could not read the consumer offsets"),
  CONSUMER_OFFSET_NOT_FOUND(3021, PERMANENT, "The consumer has no stored offset"),
  NOT_RESOLVED_CONSUMER(
      3022,
      TRANSIENT,
      "The consumer does not own the partition, for example because its group rebalances"),
  CANNOT_OPEN_CONSUMER_OFFSETS_FILE(
      3023, TRANSIENT, "The server could not open the file of consumer offsets"),
  TOO_MANY_CONSUMER_OFFSETS(
      3024, PERMANENT, "The partition holds as many consumer offsets as the server allows"),
  SEGMENT_NOT_FOUND(
      4000, TRANSIENT, "The segment is gone, for example because retention has just removed it"),
  SEGMENT_CLOSED(4001, TRANSIENT, "The segment was closed just now"),
  INVALID_SEGMENT_SIZE(4002, PERMANENT, "A segment's size is not valid"),
  CANNOT_CREATE_SEGMENT_LOG_FILE(
      4003, TRANSIENT, "The server could not create the segment's log file"),
  CANNOT_CREATE_SEGMENT_INDEX_FILE(
      4004, TRANSIENT, "The server could not create the segment's index file"),
  CANNOT_CREATE_SEGMENT_TIME_INDEX_FILE(
      4005, TRANSIENT, "The server could not create the segment's time index file"),
  CANNOT_SAVE_MESSAGES_TO_SEGMENT(
      4006, TRANSIENT, "The server could not write messages to its segment"),
  CANNOT_SAVE_INDEX_TO_SEGMENT(4007, TRANSIENT, "The server could not write the segment's index"),
  CANNOT_SAVE_TIME_INDEX_TO_SEGMENT(
      4008, TRANSIENT, "The server could not write the segment's time index"),
  INVALID_MESSAGES_COUNT(
      4009, PERMANENT, "The number of messages is not valid; a batch holds at least one"),
  CANNOT_APPEND_MESSAGE(4010, TRANSIENT, "The server could not append a message"),
  CANNOT_READ_MESSAGE(4011, PERMANENT, "A stored message cannot be read"),
  CANNOT_READ_MESSAGE_ID(4012, PERMANENT, "A message's id cannot be read"),
  CANNOT_READ_MESSAGE_STATE(4013, PERMANENT, "A message's state cannot be read"),
  CANNOT_READ_MESSAGE_TIMESTAMP(4014, PERMANENT, "A message's timestamp cannot be read"),
  CANNOT_READ_HEADERS_LENGTH(
      4015, PERMANENT, "The length of a message's user headers cannot be read"),
  CANNOT_READ_HEADERS_PAYLOAD(4016, PERMANENT, "A message's user headers cannot be read"),
  TOO_BIG_USER_HEADERS(4017, PERMANENT, "A message's user headers are over the server's limit"),
  INVALID_HEADER_KEY(4018, PERMANENT, "A user header's key is malformed"),
  INVALID_HEADER_VALUE(4019, PERMANENT, "A user header's value is malformed"),
  CANNOT_READ_MESSAGE_LENGTH(4020, PERMANENT, "A message's length cannot be read"),
  CANNOT_READ_MESSAGE_PAYLOAD(4021, PERMANENT, "A message's payload cannot be read"),
  TOO_BIG_MESSAGE_PAYLOAD(4022, PERMANENT, "A message's payload is over the server's limit"),
  TOO_MANY_MESSAGES(4023, PERMANENT, "The batch has too many messages"),
  EMPTY_MESSAGE_PAYLOAD(4024, PERMANENT, "A message's payload is empty"),
  INVALID_MESSAGE_PAYLOAD_LENGTH(
      4025, PERMANENT, "A message's payload length does not fit its payload"),
  CANNOT_READ_MESSAGE_CHECKSUM(4026, PERMANENT, "A message's checksum cannot be read"),
  INVALID_MESSAGE_CHECKSUM(4027, PERMANENT, "A message does not fit its checksum"),
  INVALID_KEY_VALUE_LENGTH(4028, PERMANENT, "The length of the partitioning key is not valid"),
  COMMAND_LENGTH_ERROR(4029, PERMANENT, "The command's length does not fit its content"),
  INVALID_SEGMENTS_COUNT(4030, CONFIGURATION, "The number of segments is not valid"),
  NON_ZERO_OFFSET(
      4031, PERMANENT, "An index entry of the batch has an offset, which only the server may set"),
  NON_ZERO_TIMESTAMP(
      4032,
      PERMANENT,
      "An index entry of the batch has a timestamp, which only the server may set"),
  MISSING_INDEX(4033, PERMANENT, "An index entry of the batch is missing"),
  INVALID_INDEXES_BYTE_SIZE(
      4034, PERMANENT, "The size of the batch's index is no multiple of its entry size"),
  INVALID_INDEXES_COUNT(
      4035, PERMANENT, "The number of index entries is not the number of messages"),
  INVALID_MESSAGES_SIZE(4036, PERMANENT, "The size of the batch's messages does not fit its index"),
  TOO_SMALL_MESSAGE(4037, PERMANENT, "A message is shorter than its header"),
  INVALID_MESSAGE_TIMESTAMP_DELTA(
      4038, PERMANENT, "A message's timestamp is too far from its batch's"),
  INVALID_BATCH_CHECKSUM(4039, PERMANENT, "A batch does not fit its checksum"),
  INVALID_HEADER_KIND(4040, PERMANENT, "A user header's kind is unknown"),
  UNSUPPORTED_OPTION_KEY(4041, CONFIGURATION, "The server does not know an option that was set"),
  INVALID_OPTION_VALUE(4042, CONFIGURATION, "An option's value is not valid"),
  OPTIONS_BLOCK_TOO_LARGE(
      4043, CONFIGURATION, "The options take more bytes than the server allows"),
  CANNOT_SEND_MESSAGES_DUE_TO_CLIENT_DISCONNECTION(
      4050, TRANSIENT, "Messages could not be sent because the client is disconnected"),
  BACKGROUND_SEND_ERROR(4051, TRANSIENT, "Sending in the background failed"),
  BACKGROUND_SEND_TIMEOUT(4052, TRANSIENT, "Sending in the background took too long"),
  BACKGROUND_SEND_BUFFER_FULL(4053, TRANSIENT, "The background sender's buffer is full"),
  BACKGROUND_WORKER_DISCONNECTED(4054, TRANSIENT, "The background sender is disconnected"),
  BACKGROUND_SEND_BUFFER_OVERFLOW(4055, TRANSIENT, "The background sender's buffer overflowed"),
  PRODUCER_SEND_FAILED(4056, TRANSIENT, "The producer could not send its messages"),
  PRODUCER_CLOSED(4057, PERMANENT, "The producer is closed"),
  INVALID_OFFSET(4100, PERMANENT, "The offset lies beyond the partition's last message"),
  INVALID_RESERVED_FIELD(4101, PERMANENT, "A field that must be zero is not"),
  SEGMENT_SIZE_MISMATCH_AT_OPEN(
      4102, PERMANENT, "A segment's file does not have the size that the server expects"),
  CONSUMER_GROUP_ID_NOT_FOUND(5000, CONFIGURATION, "The consumer group does not exist"),
  INVALID_CONSUMER_GROUP_ID(5002, CONFIGURATION, "The consumer group's id is not valid"),
  CONSUMER_GROUP_NAME_NOT_FOUND(
      5003, CONFIGURATION, "No consumer group of this topic has this name"),
  CONSUMER_GROUP_NAME_ALREADY_EXISTS(
      5004, PERMANENT, "A consumer group of this name exists already"),
  INVALID_CONSUMER_GROUP_NAME(5005, CONFIGURATION, "The consumer group's name is not well formed"),
  CONSUMER_GROUP_MEMBER_NOT_FOUND(
      5006, TRANSIENT, "This connection is no member of the consumer group; it has to join again"),
  CANNOT_CREATE_CONSUMER_GROUP_INFO(
      5007, PERMANENT, "The server could not create the consumer group's info file"),
  CANNOT_DELETE_CONSUMER_GROUP_INFO(
      5008, PERMANENT, "The server could not delete the consumer group's info file"),
  CONSUMER_GROUP_PARTITION_NOT_OWNED(
      5009, TRANSIENT, "The group's member does not own the partition while the group rebalances"),
  MISSING_BASE_OFFSET_RETAINED_MESSAGE_BATCH(
      6000, PERMANENT, "A retained batch lacks its base offset"),
  MISSING_LAST_OFFSET_DELTA_RETAINED_MESSAGE_BATCH(
      6001, PERMANENT, "A retained batch lacks its last offset delta"),
  MISSING_MAX_TIMESTAMP_RETAINED_MESSAGE_BATCH(
      6002, PERMANENT, "A retained batch lacks its maximum timestamp"),
  MISSING_LENGTH_RETAINED_MESSAGE_BATCH(6003, PERMANENT, "A retained batch lacks its length"),
  MISSING_PAYLOAD_RETAINED_MESSAGE_BATCH(6004, PERMANENT, "A retained batch lacks its payload"),
  CANNOT_READ_BATCH_BASE_OFFSET(7000, PERMANENT, "A batch's base offset cannot be read"),
  CANNOT_READ_BATCH_LENGTH(7001, PERMANENT, "A batch's length cannot be read"),
  CANNOT_READ_LAST_OFFSET_DELTA(7002, PERMANENT, "A batch's last offset delta cannot be read"),
  CANNOT_READ_MAX_TIMESTAMP(7003, PERMANENT, "A batch's maximum timestamp cannot be read"),
  CANNOT_READ_BATCH_PAYLOAD(7004, PERMANENT, "A batch's payload cannot be read"),
  INVALID_CONNECTION_STRING(8000, CONFIGURATION, "The connection string is malformed"),
  SNAPSHOT_FILE_COMPLETION_FAILED(
      9000, PERMANENT, "The server could not complete its snapshot file"),
  CANNOT_SERIALIZE_RESOURCE(10000, PERMANENT, "The server could not serialize a resource"),
  CANNOT_DESERIALIZE_RESOURCE(10001, PERMANENT, "The server could not deserialize a resource"),
  CANNOT_READ_FILE(10002, TRANSIENT, "The server could not read a file"),
  CANNOT_READ_FILE_METADATA(10003, TRANSIENT, "The server could not read a file's metadata"),
  CANNOT_SEEK_FILE(10004, TRANSIENT, "The server could not seek in a file"),
  CANNOT_APPEND_TO_FILE(10005, TRANSIENT, "The server could not append to a file"),
  CANNOT_WRITE_TO_FILE(10006, TRANSIENT, "The server could not write to a file"),
  CANNOT_OVERWRITE_FILE(10007, TRANSIENT, "The server could not overwrite a file"),
  CANNOT_DELETE_FILE(10008, TRANSIENT, "The server could not delete a file"),
  CANNOT_SYNC_FILE(10009, TRANSIENT, "The server could not sync a file to disk"),
  CANNOT_READ_INDEX_OFFSET(10010, TRANSIENT, "The server could not read an offset from its index"),
  CANNOT_READ_INDEX_POSITION(
      10011, TRANSIENT, "The server could not read a position from its index"),
  CANNOT_READ_INDEX_TIMESTAMP(
      10012, TRANSIENT, "The server could not read a timestamp from its index"),
  TIMESTAMP_OUT_OF_RANGE(10013, PERMANENT, "A timestamp is out of range"),
  SHARD_NOT_FOUND(11000, TRANSIENT, "No shard of the server holds the partition yet"),
  SHARD_COMMUNICATION_ERROR(11001, TRANSIENT, "The server's shards could not reach each other"),
  CANNOT_BIND_TO_SOCKET(12000, PERMANENT, "The server could not bind its address"),
  TASK_TIMEOUT(12001, TRANSIENT, "A task of the server took too long"),
  IO_ERROR(13000, TRANSIENT, "The server's disk or network failed"),
  ALREADY_AUTHENTICATED(14000, PERMANENT, "A session is bound to this connection already"),
  INVALID_SESSION(14001, PERMANENT, "The session number is not valid"),
  INCOMPATIBLE_PROTOCOL_VERSION(
      14003, PERMANENT, "Client and server speak incompatible versions of the protocol");

  /** The status of a response that is no error. */
  public static final int OK = 0;

  private static final Map<Integer, IggyStatus> BY_CODE = new HashMap<>();

  static {
    for (IggyStatus status : values()) {
      BY_CODE.put(status.code, status);
    }
  }

  private final int code;
  private final ErrorCategory category;
  private final String description;

  IggyStatus(int code, ErrorCategory category, String description) {
    this.code = code;
    this.category = category;
    this.description = description;
  }

  /**
   * Names a status number.
   *
   * @param code the number as it stands in a response
   * @return its constant, or {@link #UNKNOWN} for any other number, {@link #OK} among them; keep
   *     the number for the message then
   */
  public static IggyStatus of(int code) {
    return BY_CODE.getOrDefault(code, UNKNOWN);
  }

  /** The number on the wire; -1 for {@link #UNKNOWN}, which is never sent. */
  public int code() {
    return code;
  }

  /** What the error asks of whoever meets it. */
  public ErrorCategory category() {
    return category;
  }

  /** One sentence for an operator, without a full stop. */
  public String description() {
    return description;
  }
}
