using System.Diagnostics;
using System.Reflection;

namespace Cruddur.ServiceDefaults.Rollbar;

/// <summary>A frame as people wrote it: the method in place of the state machine that the compiler made of it.</summary>
internal static class ExceptionFrame
{
    /// <summary>The frame; null for those that are hidden from stack traces.</summary>
    public static RollbarFrame? Of(StackFrame frame)
    {
        if (frame.GetMethod() is not { } method)
            return new RollbarFrame("(unknown)", null, null, null);
        if (method.IsDefined(typeof(StackTraceHiddenAttribute), inherit: false) || method.DeclaringType?.IsDefined(typeof(StackTraceHiddenAttribute), inherit: false) == true)
            return null;

        return frame.GetFileName() is { } file
            ? new RollbarFrame(file, Number(frame.GetFileLineNumber()), Number(frame.GetFileColumnNumber()), NameOf(method))
            : new RollbarFrame(method.Module.Name, null, null, NameOf(method));
    }

    /// <summary>A type's name with its namespace, its type arguments in short.</summary>
    public static string TypeName(Type type)
    {
        var name = type.FullName ?? type.Name;
        var arguments = name.IndexOf('[', StringComparison.Ordinal);
        return (arguments < 0 ? name : name[..arguments]).Replace('+', '.');
    }

    // HomeAsync's state machine is <HomeAsync>d__4 with a method MoveNext; a lambda in it is <HomeAsync>b__4_0, a local function <HomeAsync>g__Read|4_0.
    private static string NameOf(MethodBase method)
    {
        var type = method.DeclaringType;
        var name = method.Name;
        if (type is not null && name == "MoveNext" && Between(type.Name) is { } original)
            (name, type) = (original, type.DeclaringType);
        else if (Between(name) is { } outer)
            name = name.Contains(">g__", StringComparison.Ordinal) ? name.Split(">g__")[1].Split('|')[0] : outer + " (lambda)";

        // The compiler's class for lambdas: <>c, <>c__DisplayClass4_0.
        while (type is { DeclaringType: { } around } && type.Name.StartsWith('<'))
            type = around;
        return type is null ? name : $"{TypeName(type)}.{name}";
    }

    private static string? Between(string name)
    {
        var end = name.IndexOf('>', StringComparison.Ordinal);
        return name.StartsWith('<') && end > 1 ? name[1..end] : null;
    }

    private static int? Number(int number) => number == 0 ? null : number;
}
