#!/usr/bin/env python3
"""check_adam.py BACKSTEP ROOT

Adam as its authors write it, reckoned here with plain numbers from nothing but the inputs, and held
against every weight and mean of the lesson beyond/12-adam: the lesson's formulas keep the powers of
the two rates as states, which this does not."""
import json
import math
import subprocess
import sys

ALPHA, BETA, GAMMA, EPSILON = 0.1, 0.9, 0.99, 1e-8
X, TARGET = [1.0, 10.0], 1.0


def adam(iterations):
    """For each iteration the means and weights behind it."""
    weights, means, squares = [1.0, 1.0], [0.0, 0.0], [0.0, 0.0]
    for t in range(1, iterations + 1):
        error = sum(w * x for w, x in zip(weights, X)) - TARGET
        for i, x in enumerate(X):
            slope = error * x
            means[i] = BETA * means[i] + (1 - BETA) * slope
            squares[i] = GAMMA * squares[i] + (1 - GAMMA) * slope ** 2
            mean = means[i] / (1 - BETA ** t)
            square = squares[i] / (1 - GAMMA ** t)
            weights[i] -= ALPHA * mean / (math.sqrt(square) + EPSILON)
        yield {"s[1]": list(means), "v[1]": list(squares), "w[1]": list(weights)}


def main(backstep, root):
    lines = subprocess.run([backstep, "trace", root + "/lessons/beyond/12-adam.json"],
                           check=True, capture_output=True, text=True).stdout.splitlines()
    steps = [json.loads(line) for line in lines[1:]]
    iterations = max(step.get("iteration", 0) for step in steps)
    compared, wrong = 0, []
    for number, expected in enumerate(adam(iterations), 1):
        for step in steps:
            if step.get("iteration") != number or step.get("target") not in expected:
                continue
            for found, number_here in zip(step["value"][0], expected[step["target"]]):
                compared += 1
                if abs(found - number_here) > 1e-12 * max(1, abs(number_here)):
                    wrong.append(f"iteration {number}, {step['target']}: {found}, not {number_here}")
    print("1..1")
    for line in wrong[:10]:
        print("#", line)
    is_right = not wrong and iterations == 30 and compared == 30 * 3 * 2
    print(f"{'ok' if is_right else 'not ok'} 1 - {compared} numbers of Adam, reckoned apart")
    return 0 if is_right else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
