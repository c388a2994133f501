using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Says at start which registration a mapping lacks, instead of failing on the first call.</summary>
internal static class RequiredService
{
    public static void Check<T>(IEndpointRouteBuilder builder, string registration)
    {
        if (builder.ServiceProvider.GetService<IServiceProviderIsService>()?.IsService(typeof(T)) == false)
        {
            throw new InvalidOperationException(
                $"{typeof(T).Name} is not registered. Call {registration} on the service collection before it is mapped.");
        }
    }
}
