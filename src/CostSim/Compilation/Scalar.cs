namespace CostSim.Compilation;

/// <summary>
/// A quantity as it is run: a constant, or the number of the input whose draw it takes. The default is the constant 0.
/// </summary>
public readonly record struct Scalar
{
    private readonly int inputPlusOne;
    private readonly double constant;

    private Scalar(int inputPlusOne, double constant) => (this.inputPlusOne, this.constant) = (inputPlusOne, constant);

    /// <summary>Whether it is the same in every trial.</summary>
    public bool IsConstant => inputPlusOne == 0;

    /// <summary>Whether it is zero in every trial.</summary>
    public bool IsZero => inputPlusOne == 0 && constant == 0;

    /// <summary>Number of the input; −1 for a constant.</summary>
    public int Input => inputPlusOne - 1;

    /// <summary>A constant.</summary>
    public static Scalar Of(double value) => new(0, value);

    /// <summary>The draw of an input.</summary>
    public static Scalar OfInput(int input) => new(input + 1, 0);

    /// <summary>Its value in one trial.</summary>
    /// <param name="draws">The trial's draws, one per input.</param>
    public double In(ReadOnlySpan<double> draws) => inputPlusOne == 0 ? constant : draws[inputPlusOne - 1];
}
