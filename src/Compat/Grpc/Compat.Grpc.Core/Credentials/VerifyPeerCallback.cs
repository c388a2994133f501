namespace Grpc.Core;

/// <summary>True when the peer is accepted.</summary>
public delegate bool VerifyPeerCallback(VerifyPeerContext context);
