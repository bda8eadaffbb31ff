namespace Cruddur.Api.Demo;

/// <summary>One demo activity and what it is answered with; <see cref="Age"/> is how long before the seeding it was written.</summary>
internal sealed record DemoCrud(string Handle, TimeSpan Age, string Message, params IReadOnlyList<DemoReply> Replies);

/// <summary>A reply to a <see cref="DemoCrud"/>, written <see cref="After"/> it.</summary>
internal sealed record DemoReply(string Handle, TimeSpan After, string Message);
