using Grpc.Core;

namespace Grpc.Wire;

/// <summary>The statuses of broken or oversized messages, worded for the peer.</summary>
internal static class WireErrors
{
    public static RpcException TooLargeToReceive(int limit) => Error(
        StatusCode.ResourceExhausted,
        $"Received message exceeds the maximum configured message size of {limit} bytes. "
        + "Send less or raise MaxReceiveMessageSize.");

    public static RpcException TooLargeToSend(int limit) => Error(
        StatusCode.ResourceExhausted,
        $"Sending message exceeds the maximum configured message size of {limit} bytes. Send less or raise MaxSendMessageSize.");

    public static RpcException UnsendableMetadata(string key) => Error(
        StatusCode.Internal,
        $"The value of metadata '{key}' has characters that no header carries: only space to '~'. Use a key that ends with -bin.");

    public static RpcException BadCompressionFlag(byte flag) => Error(
        StatusCode.Internal, $"Malformed message frame: compression flag {flag}; only 0 and 1 exist.");

    public static RpcException Truncated(long missing) => Error(
        StatusCode.Internal, $"Incomplete message: the stream ended {missing} bytes before the end of the frame.");

    public static RpcException NoMessage() =>
        Error(StatusCode.Internal, "Incomplete message: the stream ended without any message.");

    public static RpcException MoreThanOne() => Error(
        StatusCode.Internal, "Additional data after the message: this method takes exactly one.");

    public static RpcException CompressedWithoutEncoding() => Error(
        StatusCode.Internal, "A message is marked as compressed but grpc-encoding names no compression.");

    public static RpcException UnknownEncoding(string encoding, string supported) => Error(
        StatusCode.Unimplemented, $"Unsupported grpc-encoding '{encoding}'. Supported: {supported}.");

    public static RpcException Undecodable(Type type, Exception cause) => new(new Status(
        StatusCode.Internal, $"The bytes of a message are no valid {type.Name}: {cause.Message}", cause));

    private static RpcException Error(StatusCode code, string detail) => new(new Status(code, detail));
}
