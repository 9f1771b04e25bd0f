using CostSim.Cli.Console;

namespace CostSim.Tests.Commands;

/// <summary>No more digits than the error supports.</summary>
public sealed class RoundingTests
{
    [Theory]
    [InlineData(1234.44, 5.04, "1,234.4 ± 5.0")]
    [InlineData(-0.4, 99.6, "0 ± 100")]
    [InlineData(0.00595, 0.00034, "0.00595 ± 0.00034")]
    [InlineData(123456, 2345, "123,500 ± 2,300")]
    [InlineData(-0.001, 0, "0.00")]
    public void A_value_has_the_digits_of_its_error_and_zero_no_sign(double value, double error, string text) => Assert.Equal(text, Rounding.WithError(value, error));
}
