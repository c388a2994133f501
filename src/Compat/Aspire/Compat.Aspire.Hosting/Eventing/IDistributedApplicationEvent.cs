using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.Eventing;

/// <summary>Something that happened to the application.</summary>
[SuppressMessage("Design", "CA1040", Justification = "The official API marks events by this interface.")]
public interface IDistributedApplicationEvent;
