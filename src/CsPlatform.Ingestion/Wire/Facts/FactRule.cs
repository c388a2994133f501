using CsPlatform.Ingestion.V1;
using CsPlatform.ServiceDefaults.Errors;

namespace CsPlatform.Ingestion.Wire.Facts;

/// <summary>Adds what is wrong with the fact of an event of one kind.</summary>
internal delegate void FactRule(FieldFaults faults, Event item, TimeWindow past);
