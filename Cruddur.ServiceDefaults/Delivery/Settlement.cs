using System.Diagnostics;

namespace Cruddur.ServiceDefaults.Delivery;

/// <summary>Items that came equally far at the same time.</summary>
/// <param name="Target">Where they were to go.</param>
/// <param name="State">How far they came; <see cref="DeliveryState.Queued"/> where an attempt failed and there will be another.</param>
/// <param name="Reason">Why, where they were not taken.</param>
/// <param name="TraceIds">The trace of each item; the default where it has none.</param>
internal sealed record Settlement(DeliveryTarget Target, DeliveryState State, string Reason, IReadOnlyList<ActivityTraceId> TraceIds);
