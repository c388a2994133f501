using CsPlatform.Billing.Storage;
using CsPlatform.Billing.V1;
using CsPlatform.Billing.Wire;
using CsPlatform.Domain.Rating;
using CsPlatform.Persistence.Transactions;
using CsPlatform.ServiceDefaults.Errors;

namespace CsPlatform.Billing.UseCases;

/// <summary>Lists a platform's tariffs.</summary>
internal sealed class ListTariffs(Database database, PlatformCheck platforms)
{
    internal async Task<ListTariffsResponse> HandleAsync(ListTariffsRequest request, CancellationToken cancellation)
    {
        var faults = new FieldFaults();
        platforms.Check(request.Platform, "platform", faults);
        faults.ThrowIfAny();
        var tariffs = await database.ReadAsync(
            (connection, token) => TariffStore.LoadAsync(connection, [request.Platform], token), cancellation);
        return new ListTariffsResponse
        {
            Tariffs = { tariffs.GetValueOrDefault(request.Platform, Tariffs.None).All.Select(TariffWire.ToProto) },
        };
    }
}
