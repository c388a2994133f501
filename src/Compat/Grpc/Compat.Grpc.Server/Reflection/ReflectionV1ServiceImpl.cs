using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;

namespace Grpc.Reflection;

/// <summary>The reflection service grpc.reflection.v1.</summary>
public class ReflectionV1ServiceImpl : ServerReflection.ServerReflectionBase
{
    private readonly ReflectionAnswers _answers;

    public ReflectionV1ServiceImpl(IEnumerable<string> services, SymbolRegistry symbolRegistry)
        : this(new ReflectionAnswers([.. services], symbolRegistry))
    {
    }

    public ReflectionV1ServiceImpl(IEnumerable<ServiceDescriptor> serviceDescriptors)
        : this(ReflectionAnswers.Of(serviceDescriptors))
    {
    }

    public ReflectionV1ServiceImpl(params ServiceDescriptor[] serviceDescriptors)
        : this(ReflectionAnswers.Of(serviceDescriptors))
    {
    }

    internal ReflectionV1ServiceImpl(ReflectionAnswers answers) => _answers = answers;

    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream, IServerStreamWriter<ServerReflectionResponse> responseStream,
        ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(requestStream);
        ArgumentNullException.ThrowIfNull(responseStream);
        ArgumentNullException.ThrowIfNull(context);
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            var response = Answer(request);
            response.ValidHost = request.Host;
            response.OriginalRequest = request;
            await responseStream.WriteAsync(response, context.CancellationToken);
        }
    }

    private ServerReflectionResponse Answer(ServerReflectionRequest request) => request.MessageRequestCase switch
    {
        ServerReflectionRequest.MessageRequestOneofCase.ListServices => ListServices(),
        ServerReflectionRequest.MessageRequestOneofCase.FileByFilename =>
            Files(_answers.FilesByName(request.FileByFilename), $"File '{request.FileByFilename}' is not known."),
        ServerReflectionRequest.MessageRequestOneofCase.FileContainingSymbol =>
            Files(_answers.FilesBySymbol(request.FileContainingSymbol), $"Symbol '{request.FileContainingSymbol}' is not known."),
        ServerReflectionRequest.MessageRequestOneofCase.FileContainingExtension =>
            Error(StatusCode.NotFound, "The server's files declare no extensions."),
        ServerReflectionRequest.MessageRequestOneofCase.AllExtensionNumbersOfType =>
            Error(StatusCode.NotFound, "The server's files declare no extensions."),
        _ => Error(StatusCode.InvalidArgument, "The request names nothing to look up; set one field of message_request."),
    };

    private ServerReflectionResponse ListServices()
    {
        var list = new ListServiceResponse();
        list.Service.AddRange(_answers.Services.Select(static name => new ServiceResponse { Name = name }));
        return new ServerReflectionResponse { ListServicesResponse = list };
    }

    private static ServerReflectionResponse Files(IReadOnlyList<Google.Protobuf.ByteString>? files, string notFound)
    {
        if (files is null)
        {
            return Error(StatusCode.NotFound, notFound);
        }

        var found = new FileDescriptorResponse();
        found.FileDescriptorProto.AddRange(files);
        return new ServerReflectionResponse { FileDescriptorResponse = found };
    }

    private static ServerReflectionResponse Error(StatusCode code, string message) => new()
    {
        ErrorResponse = new ErrorResponse { ErrorCode = (int)code, ErrorMessage = message },
    };
}
