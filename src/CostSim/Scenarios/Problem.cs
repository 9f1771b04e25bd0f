namespace CostSim.Scenarios;

/// <summary>How bad a problem is.</summary>
public enum Severity
{
    /// <summary>The scenario cannot be run.</summary>
    Error,

    /// <summary>It can be run, but is probably not what was meant.</summary>
    Warning,
}

/// <summary>A fault in a scenario, as a value: all are collected, none is thrown.</summary>
/// <param name="Code">Stable code, for example <c>CS104</c>.</param>
/// <param name="Path">Where: names joined by colons, as inputs are named; empty for the file as a whole.</param>
/// <param name="Message">What was found and what is allowed.</param>
/// <param name="Fix">What to write instead; empty when unknown.</param>
/// <param name="Severity">How bad it is.</param>
public sealed record Problem(string Code, string Path, string Message, string Fix = "", Severity Severity = Severity.Error);
