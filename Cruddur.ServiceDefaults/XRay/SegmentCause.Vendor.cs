using System.Diagnostics;
using System.Reflection;
using System.Reflection.Emit;
using System.Text.Json;
using Amazon.XRay.Recorder.Core.Internal.Entities;

namespace Cruddur.ServiceDefaults.XRay;

/// <summary>A document's exceptions in the types of AWS's package, which were made for exceptions that are at hand: here they are texts of a span that has ended.</summary>
internal static class SegmentCause
{
    public static void Add(Entity entity, JsonElement cause)
    {
        var exceptions = cause.GetProperty("exceptions").EnumerateArray().ToList();
        if (exceptions.Count == 0)
            return;

        // Only an exception makes an entity have a cause; what it is said to be can be changed then.
        entity.AddException(new InvalidOperationException());
        Describe(entity.Cause.ExceptionDescriptors[0], exceptions[0]);
        entity.Cause.AddException([.. exceptions.Skip(1).Select(exception => Describe(new ExceptionDescriptor(), exception))]);
    }

    private static ExceptionDescriptor Describe(ExceptionDescriptor descriptor, JsonElement exception)
    {
        descriptor.Id = exception.GetProperty("id").GetString();
        descriptor.Type = Text(exception, "type") ?? "";
        descriptor.Message = Text(exception, "message") ?? "";
        descriptor.Remote = exception.TryGetProperty("remote", out var remote) && remote.GetBoolean();
        descriptor.Cause = Text(exception, "cause");
        descriptor.Truncated = Number(exception, "truncated");
        descriptor.Stack = exception.TryGetProperty("stack", out var stack) ? [.. stack.EnumerateArray().Select(frame => new Frame(frame))] : [];
        return descriptor;
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static int Number(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetInt32() : 0;

    /// <summary>A frame that is a text. The package writes its method's name, with its type's where it has one: this method has a name alone.</summary>
    private sealed class Frame(JsonElement frame) : StackFrame
    {
        private readonly string _path = Text(frame, "path") ?? "";
        private readonly int _line = Number(frame, "line");
        private readonly DynamicMethod _method = new(Text(frame, "label") ?? "", returnType: null, parameterTypes: null);

        public override string GetFileName() => _path;

        public override int GetFileLineNumber() => _line;

        public override MethodBase GetMethod() => _method;
    }
}
